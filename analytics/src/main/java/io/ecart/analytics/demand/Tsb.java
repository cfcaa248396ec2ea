package io.ecart.analytics.demand;

/**
 * Size of demand, smoothed when there is demand, times its probability, smoothed every day; so the
 * forecast falls when a sku stops selling: {@code z ← z + α(x − z)} on demand,
 * {@code p ← p + β(1[x > 0] − p)} always, forecast {@code p z}.
 *
 * <p>Source: R. H. Teunter, A. A. Syntetos, M. Z. Babai, "Intermittent demand: linking forecasting
 * to inventory obsolescence", European Journal of Operational Research 214 (2011), 606-615.
 */
final class Tsb implements Model {
  private final double alpha;
  private final double beta;
  private double size;
  private double probability;
  private int before;

  Tsb(double alpha, double beta) {
    this.alpha = alpha;
    this.beta = beta;
  }

  @Override
  public void observe(double units) {
    boolean isDemand = units > 0;
    if (size == 0) {
      before++;
      if (isDemand) {
        size = units;
        probability = 1.0 / before;
      }
      return;
    }
    probability += beta * ((isDemand ? 1 : 0) - probability);
    if (isDemand) {
      size += alpha * (units - size);
    }
  }

  @Override
  public double ahead(int day) {
    return probability * size;
  }

  @Override
  public double total(int days) {
    return days * ahead(1);
  }
}
