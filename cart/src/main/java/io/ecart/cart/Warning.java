package io.ecart.cart;

/** What a customer should know of a line before paying for it. */
public enum Warning {
  /** The price differs from the one when the line was last touched. */
  PRICE_CHANGED,
  /** Few are left, or fewer than the line asks for. */
  LOW_STOCK,
  OUT_OF_STOCK,
  /** The product is no longer sold. */
  ARCHIVED
}
