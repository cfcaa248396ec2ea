package io.ecart.analytics.http;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Figures that are estimates are shown with four decimals; more would only look exact. */
final class Figures {
  private static final double SCALE = 10_000;
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);

  private Figures() {}

  static @Nullable Double round(@Nullable Double figure) {
    return figure == null || !Double.isFinite(figure) ? null : Math.round(figure * SCALE) / SCALE;
  }

  /** A rate that others are worked out from: one below 1 has four digits that say something. */
  static double rate(double figure) {
    return figure < 1
        ? BigDecimal.valueOf(figure).round(FOUR_DIGITS).doubleValue()
        : Math.round(figure * SCALE) / SCALE;
  }
}
