package io.ecart.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goods that left together.
 *
 * @param id a UUIDv7
 * @param lines what left
 * @param carrier who carries it
 * @param tracking the carrier's number
 * @param shippedAt when it left
 * @param deliveredAt when it arrived; null while it has not
 */
public record Shipment(
    UUID id,
    List<Line> lines,
    @Nullable String carrier,
    @Nullable String tracking,
    Instant shippedAt,
    @Nullable Instant deliveredAt) {

  /**
   * Units of one line.
   *
   * @param from where they were taken; the quantities add up to {@code quantity}
   */
  public record Line(UUID lineId, String sku, int quantity, List<Allocation> from) {}

  public boolean isDelivered() {
    return deliveredAt != null;
  }

  Shipment deliver(Instant now) {
    return new Shipment(id, lines, carrier, tracking, shippedAt, now);
  }
}
