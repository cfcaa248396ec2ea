package io.ecart.analytics.demand;

/**
 * How steady the demand of a sku is from week to week, by its coefficient of variation: X up to
 * 0.5, Y up to 1, Z above. The limits are the customary ones (for example in B. Scholz-Reiter, J.
 * Heger, C. Meinecke, J. Bergmann, "Integration of demand forecasts in ABC-XYZ analysis",
 * International Journal of Productivity and Performance Management 61 (2012), 445-451).
 */
public enum XyzClass {
  X,
  Y,
  Z;

  private static final int WEEK = 7;
  private static final double STEADY = 0.5;
  private static final double VARYING = 1;

  /** The class of a demand per day; whole weeks are counted back from its end. */
  public static XyzClass of(double[] perDay) {
    double[] weeks = weeks(perDay);
    double mean = DemandProfile.mean(weeks);
    if (weeks.length < 2 || mean <= 0) {
      return Z;
    }
    double deviation = Math.sqrt(DemandProfile.squares(weeks) / (weeks.length - 1));
    double variation = deviation / mean;
    return variation <= STEADY ? X : variation <= VARYING ? Y : Z;
  }

  private static double[] weeks(double[] perDay) {
    double[] weeks = new double[perDay.length / WEEK];
    int from = perDay.length - weeks.length * WEEK;
    for (int day = from; day < perDay.length; day++) {
      weeks[(day - from) / WEEK] += perDay[day];
    }
    return weeks;
  }
}
