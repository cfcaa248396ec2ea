package io.ecart.order;

/** Where an order stands as a deal. */
public enum OrderStatus {
  /** Awaits its payment; only in payment mode {@code external}. */
  PENDING,
  CONFIRMED,
  /** Delivered, and paid where payment is used. */
  COMPLETED,
  CANCELLED,
  /** Was not paid in time. */
  EXPIRED
}
