package io.ecart.analytics;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one order: enough to take its contribution out of every sum again.
 *
 * @param id the order
 * @param version the order's version; an older one never replaces a newer one
 * @param status its state
 * @param bookedAt business time of the sale
 * @param shippedAt business time of the first shipment; null before it
 * @param currency ISO 4217
 * @param skuToSold what was ordered, by sku; empty when the order is no sale (any more)
 */
public record OrderFact(
    UUID id,
    long version,
    OrderStatus status,
    Instant bookedAt,
    @Nullable Instant shippedAt,
    String currency,
    Map<String, Sold> skuToSold) {

  /** The sum of all lines. */
  Sold total() {
    return skuToSold.values().stream().reduce(Sold.NOTHING, Sold::plus);
  }

  /** The same order with the earlier of two first shipments. */
  OrderFact shippedBy(@Nullable Instant other) {
    boolean earlier = other != null && (shippedAt == null || other.isBefore(shippedAt));
    return earlier
        ? new OrderFact(id, version, status, bookedAt, other, currency, skuToSold)
        : this;
  }
}
