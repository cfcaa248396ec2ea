package io.ecart.local.replay;

import org.jspecify.annotations.Nullable;

/** A line of an order: all units of one sku at one price on one invoice. */
final class SaleLine {
  private final Sale sale;
  private final String sku;
  private final long priceMinor;
  private int quantity;
  private int taken;
  private @Nullable String lineId;
  private @Nullable SaleLine earlier;

  SaleLine(Sale sale, String sku, long priceMinor) {
    this.sale = sale;
    this.sku = sku;
    this.priceMinor = priceMinor;
  }

  Sale sale() {
    return sale;
  }

  String sku() {
    return sku;
  }

  long priceMinor() {
    return priceMinor;
  }

  int quantity() {
    return quantity;
  }

  void add(int units) {
    quantity += units;
  }

  /** Units that no cancellation has taken yet. */
  int remaining() {
    return quantity - taken;
  }

  void take(int units) {
    taken += units;
  }

  /** The shop's name for this line; known once the order is placed. */
  String lineId() {
    if (lineId == null) {
      throw new IllegalStateException("The order is not placed");
    }
    return lineId;
  }

  void placedAs(String id) {
    lineId = id;
  }

  /** The customer's sale of the same sku before this one. */
  @Nullable SaleLine earlier() {
    return earlier;
  }

  void follows(@Nullable SaleLine line) {
    earlier = line;
  }
}
