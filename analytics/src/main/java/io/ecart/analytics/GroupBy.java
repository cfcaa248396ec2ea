package io.ecart.analytics;

/** What sales are told apart by, besides time and currency. */
public enum GroupBy {
  SKU,
  CATEGORY
}
