package io.ecart.order;

/** Where an order stands with its money. */
public enum PaymentStatus {
  /** Payment is not this system's business (payment mode {@code none}). */
  NONE,
  PENDING,
  PAID,
  REFUNDED
}
