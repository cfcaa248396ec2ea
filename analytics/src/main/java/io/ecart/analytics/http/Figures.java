package io.ecart.analytics.http;

import org.jspecify.annotations.Nullable;

/** Figures that are estimates are shown with four decimals; more would only look exact. */
final class Figures {
  private static final double SCALE = 10_000;

  private Figures() {}

  static @Nullable Double round(@Nullable Double figure) {
    return figure == null || !Double.isFinite(figure) ? null : Math.round(figure * SCALE) / SCALE;
  }
}
