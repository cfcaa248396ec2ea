package io.ecart.runtime.discovery;

/**
 * Keeps retries to a tenth of the calls, so that they cannot turn a slow target into a dead one. A
 * few are always allowed at the start.
 */
final class RetryBudget {
  private static final double PER_CALL = 0.1;
  private static final double MOST = 50;

  private double tokens = 10;

  void called() {
    tokens = Math.min(MOST, tokens + PER_CALL);
  }

  boolean take() {
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
