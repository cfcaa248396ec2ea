package io.ecart.order;

/** Where an order stands with its goods. */
public enum FulfillmentStatus {
  UNFULFILLED,
  /** Some units were shipped. */
  PARTIAL,
  /** All units were shipped. */
  FULFILLED,
  /** All shipments have arrived. */
  DELIVERED
}
