package io.ecart.cart;

import java.time.Duration;

/**
 * How much a cart may hold and how long it lives.
 *
 * @param guestTtl how long an unused guest cart lives
 * @param customerTtl how long an unused cart of a customer lives
 * @param maxItems lines of one cart
 */
public record CartLimits(Duration guestTtl, Duration customerTtl, int maxItems) {
  /** The most of one product in one cart. */
  public static final long MAX_QUANTITY = 100_000;

  /** The most that a cart may cost, in minor units: the order service takes no larger total. */
  public static final long MAX_TOTAL = 1_000_000_000_000L;
}
