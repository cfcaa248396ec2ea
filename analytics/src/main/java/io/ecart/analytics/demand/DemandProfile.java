package io.ecart.analytics.demand;

import java.util.Arrays;

/**
 * The shape of a demand, in units per day.
 *
 * @param days days looked at
 * @param mean units per day
 * @param deviation sample standard deviation of the units per day
 * @param adi average demand interval: days per day with demand; infinite without any
 * @param cv2 squared coefficient of variation of the days with demand (population variance)
 * @param demandClass follows from the last two
 */
public record DemandProfile(
    int days, double mean, double deviation, double adi, double cv2, DemandClass demandClass) {

  /** The profile of a series of units per day, zeros included. */
  public static DemandProfile of(double[] perDay) {
    double[] sizes = Arrays.stream(perDay).filter(units -> units > 0).toArray();
    double adi = (double) perDay.length / sizes.length;
    if (sizes.length == 0) {
      adi = Double.POSITIVE_INFINITY;
    }
    double meanSize = mean(sizes);
    double cv2 = sizes.length == 0 ? 0 : squares(sizes) / sizes.length / (meanSize * meanSize);
    double deviation = perDay.length < 2 ? 0 : Math.sqrt(squares(perDay) / (perDay.length - 1));
    return new DemandProfile(
        perDay.length, mean(perDay), deviation, adi, cv2, DemandClass.of(adi, cv2));
  }

  static double mean(double[] values) {
    return values.length == 0 ? 0 : Arrays.stream(values).sum() / values.length;
  }

  /** The squared distances from the mean, summed. */
  static double squares(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }
}
