package io.ecart.analytics.demand;

/**
 * Size and interval of demand smoothed apart, both only when there is demand; the forecast is their
 * ratio: {@code z ← z + α(x − z)}, {@code p ← p + α(q − p)}, forecast {@code z / p}. With the
 * correction of Syntetos and Boylan it is {@code (1 − α/2) z / p}, as the ratio alone is too high.
 *
 * <p>Sources: J. D. Croston, "Forecasting and stock control for intermittent demands", Operational
 * Research Quarterly 23 (1972), 289-303; A. A. Syntetos, J. E. Boylan, "The accuracy of
 * intermittent demand estimates", International Journal of Forecasting 21 (2005), 303-314.
 */
final class Croston implements Model {
  private final double alpha;
  private final double correction;
  private double size;
  private double interval;
  private int sinceDemand = 1;

  private Croston(double alpha, double correction) {
    this.alpha = alpha;
    this.correction = correction;
  }

  static Croston plain(double alpha) {
    return new Croston(alpha, 1);
  }

  /** SBA, the Syntetos-Boylan approximation. */
  static Croston corrected(double alpha) {
    return new Croston(alpha, 1 - alpha / 2);
  }

  @Override
  public void observe(double units) {
    if (units <= 0) {
      sinceDemand++;
      return;
    }
    boolean isFirst = interval == 0;
    size = isFirst ? units : size + alpha * (units - size);
    interval = isFirst ? sinceDemand : interval + alpha * (sinceDemand - interval);
    sinceDemand = 1;
  }

  @Override
  public double ahead(int day) {
    return interval == 0 ? 0 : correction * size / interval;
  }

  @Override
  public double total(int days) {
    return days * ahead(1);
  }
}
