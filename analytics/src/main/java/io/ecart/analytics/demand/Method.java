package io.ecart.analytics.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The methods that compete for the forecast of a sku. */
public enum Method {
  MOVING_AVERAGE,
  HOLT_WINTERS,
  CROSTON,
  SBA,
  TSB;

  private static final double[] ALPHAS = {0.05, 0.1, 0.2, 0.3};
  private static final double[] BETAS = {0.02, 0.05, 0.1};
  private static final double[] TRENDS = {0, 0.02};
  private static final int[] WINDOWS = {7, 14, 28, 56, 365};

  /**
   * A method with its parameters.
   *
   * @param parameters for people, such as {@code α=0.1}
   */
  record Candidate(Method method, String parameters, Supplier<Model> start) {}

  /** As it is written in JSON: {@code moving_average}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Every method with a small grid of parameters; simple ones first, so that they win a draw. */
  static List<Candidate> candidates() {
    List<Candidate> all = new ArrayList<>();
    for (int window : WINDOWS) {
      all.add(new Candidate(MOVING_AVERAGE, "days=" + window, () -> new MovingAverage(window)));
    }
    for (double alpha : ALPHAS) {
      all.add(new Candidate(CROSTON, "α=" + alpha, () -> Croston.plain(alpha)));
      all.add(new Candidate(SBA, "α=" + alpha, () -> Croston.corrected(alpha)));
      for (double beta : BETAS) {
        String parameters = "α=" + alpha + " β=" + beta;
        all.add(new Candidate(TSB, parameters, () -> new Tsb(alpha, beta)));
      }
      for (double beta : TRENDS) {
        addHoltWinters(all, alpha, beta);
      }
    }
    return List.copyOf(all);
  }

  private static void addHoltWinters(List<Candidate> all, double alpha, double beta) {
    for (double gamma : new double[] {0.05, 0.2}) {
      String parameters = "α=" + alpha + " β=" + beta + " γ=" + gamma;
      all.add(new Candidate(HOLT_WINTERS, parameters, () -> new HoltWinters(alpha, beta, gamma)));
    }
  }
}
