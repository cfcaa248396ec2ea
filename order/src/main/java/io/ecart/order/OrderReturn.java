package io.ecart.order;

import io.ecart.order.OrderEvent.Cause;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Goods that come back.
 *
 * @param id a UUIDv7
 * @param lines what was announced and what has come
 * @param reason the buyer's words
 * @param requestedAt when it was announced
 * @param cause who announced it; unknown of returns before this was noted
 * @param metadata texts that came with the announcement
 */
public record OrderReturn(
    UUID id,
    List<Line> lines,
    String reason,
    Instant requestedAt,
    Cause cause,
    JsonObject metadata) {

  /** Whether goods are still to come. */
  public enum Status {
    REQUESTED,
    RECEIVED
  }

  /**
   * Units of one line.
   *
   * @param quantity announced
   * @param sellable came back as new
   * @param damaged came back, but cannot be sold
   */
  public record Line(UUID lineId, String sku, int quantity, int sellable, int damaged) {

    int outstanding() {
      return quantity - sellable - damaged;
    }

    Line receive(Received goods) {
      return goods.condition() == Received.Condition.SELLABLE
          ? new Line(lineId, sku, quantity, sellable + goods.quantity(), damaged)
          : new Line(lineId, sku, quantity, sellable, damaged + goods.quantity());
    }
  }

  public Status status() {
    boolean complete = lines.stream().allMatch(line -> line.outstanding() == 0);
    return complete ? Status.RECEIVED : Status.REQUESTED;
  }

  /** Units of an order's line that are announced and have not come. */
  int outstanding(UUID lineId) {
    return lines.stream()
        .filter(line -> line.lineId().equals(lineId))
        .mapToInt(Line::outstanding)
        .sum();
  }

  OrderReturn withLines(List<Line> next) {
    return new OrderReturn(id, next, reason, requestedAt, cause, metadata);
  }
}
