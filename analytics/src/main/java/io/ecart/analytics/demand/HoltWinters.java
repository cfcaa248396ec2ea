package io.ecart.analytics.demand;

/**
 * Level, trend and the seven days of the week, each smoothed; additive, since days without demand
 * rule out factors. A demand below zero is never forecast.
 *
 * <p>{@code l ← α(x − s) + (1 − α)(l + b)}, {@code b' = β(l − l') + (1 − β)b},
 * {@code s ← γ(x − l' − b) + (1 − γ)s}, forecast {@code l + h b + s(h)}, where a dash marks the
 * value before. Begun with the first two weeks: the level is their mean brought to their end, the
 * trend the change between them, the seasons the mean distance of each weekday from its week's
 * mean.
 *
 * <p>Sources: C. C. Holt (1957), reprinted in International Journal of Forecasting 20 (2004), 5-10;
 * P. R. Winters, "Forecasting sales by exponentially weighted moving averages", Management Science
 * 6 (1960), 324-342. Form as in R. J. Hyndman, G. Athanasopoulos, "Forecasting: Principles and
 * Practice", section 8.3.
 */
final class HoltWinters implements Model {
  static final int SEASON = 7;

  private final double alpha;
  private final double beta;
  private final double gamma;
  private final double[] first = new double[2 * SEASON];
  private final double[] seasons = new double[SEASON];
  private double level;
  private double trend;
  private int seen;

  HoltWinters(double alpha, double beta, double gamma) {
    this.alpha = alpha;
    this.beta = beta;
    this.gamma = gamma;
  }

  @Override
  public void observe(double units) {
    if (seen < first.length) {
      first[seen++] = units;
      if (seen == first.length) {
        begin();
      }
      return;
    }
    int day = seen++ % SEASON;
    double expected = level + trend;
    double newLevel = alpha * (units - seasons[day]) + (1 - alpha) * expected;
    seasons[day] = gamma * (units - expected) + (1 - gamma) * seasons[day];
    trend = beta * (newLevel - level) + (1 - beta) * trend;
    level = newLevel;
  }

  private void begin() {
    double one = mean(0);
    double two = mean(SEASON);
    trend = (two - one) / SEASON;
    // The mean of a week belongs to its middle, half a week before its end.
    level = two + trend * (SEASON - 1) / 2;
    for (int day = 0; day < SEASON; day++) {
      double offset = trend * (day - (SEASON - 1) / 2.0);
      seasons[day] = (first[day] - one + first[SEASON + day] - two) / 2 - offset;
    }
  }

  private double mean(int from) {
    double sum = 0;
    for (int day = 0; day < SEASON; day++) {
      sum += first[from + day];
    }
    return sum / SEASON;
  }

  @Override
  public double ahead(int day) {
    if (seen < first.length) {
      return 0;
    }
    return Math.max(0, level + day * trend + seasons[(seen + day - 1) % SEASON]);
  }
}
