package io.ecart.analytics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Books order events by difference: the state an order is in now replaces the one that was booked
 * before. So a cancelled order leaves its bucket, a revised one follows its revision, and an event
 * that comes late (a dead letter that was replayed) changes nothing that a newer one has said.
 */
public final class SalesBook {
  private final Map<UUID, OrderFact> known;
  private final Map<UUID, OrderFact> now;
  private final Bookings bookings = new Bookings();

  private SalesBook(Map<UUID, OrderFact> known) {
    this.known = known;
    this.now = new LinkedHashMap<>();
  }

  /**
   * Books a batch.
   *
   * @param known the orders of the batch that were booked before
   * @param changes in order per order
   */
  public static SalesBook of(Map<UUID, OrderFact> known, List<OrderChange> changes) {
    SalesBook book = new SalesBook(known);
    changes.forEach(book::take);
    book.now.forEach((id, after) -> book.bookings.replace(known.get(id), after));
    return book;
  }

  private void take(OrderChange change) {
    OrderFact order = change.order();
    OrderFact before = now.getOrDefault(order.id(), known.get(order.id()));
    now.put(order.id(), newer(before, order));
    Instant returnedAt = change.returnedAt();
    if (returnedAt != null) {
      bookings.addReturn(change, returnedAt);
    }
    bookings.addShipped(change);
  }

  private static OrderFact newer(@Nullable OrderFact before, OrderFact next) {
    if (before == null) {
      return next;
    }
    return next.version() >= before.version()
        ? next.shippedBy(before.shippedAt())
        : before.shippedBy(next.shippedAt());
  }

  /** The orders of the batch that were not booked before, as they are now. */
  public List<OrderFact> newOrders() {
    return now.values().stream().filter(order -> !known.containsKey(order.id())).toList();
  }

  /** The orders of the batch that were booked before, as they are now. */
  public List<OrderFact> knownOrders() {
    return now.values().stream().filter(order -> known.containsKey(order.id())).toList();
  }

  public Bookings bookings() {
    return bookings;
  }
}
