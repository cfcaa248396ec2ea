package io.ecart.analytics.demand;

import org.jspecify.annotations.Nullable;

/**
 * How wrong a method would have been: at each day of the later half of the series it forecasts the
 * demand of the horizon that follows, knowing only what was known then (rolling origin; R. J.
 * Hyndman, G. Athanasopoulos, "Forecasting: Principles and Practice", section 5.10).
 *
 * <p>What is compared is the sum over the horizon, because that is what stock must last for, and by
 * squares: the forecast with the least absolute error of a demand that is mostly zero is zero.
 *
 * @param rmse root mean squared error of the sum, in units
 * @param mae mean absolute error of the sum, in units
 * @param bias mean error of the sum, in units; above zero when the forecast is too high
 * @param origins how many forecasts were tried
 */
public record Backtest(double rmse, double mae, double bias, int origins) {
  /** Fewer tries than this prove nothing. */
  static final int LEAST = 7;

  /** Tries a method on a series; null when the series is too short. */
  static @Nullable Backtest of(Model model, double[] perDay, int horizon) {
    int firstOrigin = Math.max(2 * HoltWinters.SEASON, perDay.length / 2);
    int origins = perDay.length - horizon - firstOrigin + 1;
    if (origins < LEAST) {
      return null;
    }
    double squares = 0;
    double absolutes = 0;
    double errors = 0;
    for (int day = 0; day + horizon < perDay.length; day++) {
      model.observe(perDay[day]);
      if (day + 1 >= firstOrigin) {
        double error = model.total(horizon) - sum(perDay, day + 1, horizon);
        squares += error * error;
        absolutes += Math.abs(error);
        errors += error;
      }
    }
    return new Backtest(
        Math.sqrt(squares / origins), absolutes / origins, errors / origins, origins);
  }

  private static double sum(double[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
