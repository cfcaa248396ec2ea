package io.ecart.analytics;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of an order: the state it left the order in, and what of it is not part of that state.
 *
 * @param order the order after the event; with the shipment's time if it is one
 * @param returnedAt business time of a return; null when the event is none
 * @param skuToReturned units that came back and their value at the price they were sold for
 * @param shipped units that left, by sku and location
 */
public record OrderChange(
    OrderFact order,
    @Nullable Instant returnedAt,
    Map<String, Sold> skuToReturned,
    Map<SkuAt, Long> shipped) {

  /** A sku at a location. */
  public record SkuAt(String sku, String location) implements Comparable<SkuAt> {
    @Override
    public int compareTo(SkuAt other) {
      int bySku = sku.compareTo(other.sku);
      return bySku != 0 ? bySku : location.compareTo(other.location);
    }
  }
}
