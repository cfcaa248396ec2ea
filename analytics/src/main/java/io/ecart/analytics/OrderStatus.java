package io.ecart.analytics;

import java.util.Locale;

/** The states of an order, as the order service tells them. */
public enum OrderStatus {
  PENDING,
  CONFIRMED,
  COMPLETED,
  CANCELLED,
  EXPIRED;

  /** Whether an order in this state is a sale. */
  public boolean isSale() {
    return this != CANCELLED && this != EXPIRED;
  }

  /** As it is written in JSON: {@code confirmed}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when there is no such state
   */
  public static OrderStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
