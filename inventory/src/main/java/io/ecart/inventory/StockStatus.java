package io.ecart.inventory;

import java.util.Locale;

/** What a customer needs to know about stock. */
public enum StockStatus {
  IN_STOCK,
  LOW_STOCK,
  OUT_OF_STOCK,
  /** Nothing is there, but it may be ordered. */
  BACKORDER;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }

  /** Whether units are there to be sold. */
  public boolean isThere() {
    return this == IN_STOCK || this == LOW_STOCK;
  }

  /**
   * @param room units that may still be promised, backorders included
   * @param limits the sku's policy
   */
  public static StockStatus of(long room, Limits limits) {
    long available = room - limits.backorder();
    if (available > 0) {
      return available <= limits.low() ? LOW_STOCK : IN_STOCK;
    }
    return room > 0 ? BACKORDER : OUT_OF_STOCK;
  }
}
