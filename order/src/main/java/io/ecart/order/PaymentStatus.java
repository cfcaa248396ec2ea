package io.ecart.order;

/** Where an order stands with its money. */
public enum PaymentStatus {
  /** Payment is not this system's business (payment mode {@code none}). */
  NONE,
  PENDING,
  PAID,
  REFUNDED;

  /** Whether the whole total came in, be it that it went back since. */
  boolean wasPaid() {
    return this == PAID || this == REFUNDED;
  }
}
