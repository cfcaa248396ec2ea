package io.ecart.order;

/** Whether an order awaits a payment. */
public enum PaymentMode {
  /** An order is confirmed at once. */
  NONE,
  /** An order is pending until a payment provider's capture is reported. */
  EXTERNAL
}
