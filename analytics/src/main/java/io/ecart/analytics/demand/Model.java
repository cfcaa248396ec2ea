package io.ecart.analytics.demand;

/** A forecasting method at work: it sees one day after the other and can look ahead at any time. */
interface Model {

  /** Takes in the demand of the next day. */
  void observe(double units);

  /**
   * The expected demand of one future day.
   *
   * @param day 1 is the day after the last one seen
   */
  double ahead(int day);

  /** The expected demand of the next {@code days} days together. */
  default double total(int days) {
    double sum = 0;
    for (int day = 1; day <= days; day++) {
      sum += ahead(day);
    }
    return sum;
  }
}
