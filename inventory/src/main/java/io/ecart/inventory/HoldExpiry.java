package io.ecart.inventory;

import io.ecart.inventory.EndHold.Expire;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what is held for too long. A hold for an order is given back only when order says that
 * this order does not exist, which from then on it never will; as long as order cannot be asked,
 * the hold stays. A hold whose order exists waits for the order's event.
 */
public final class HoldExpiry {

  /** Finds holds whose time is over. */
  @FunctionalInterface
  public interface OverdueHolds {

    /**
     * @param forOrders either those for orders ({@link Reservation#ORDER_REFERENCE}) or all others
     */
    Future<List<Overdue>> find(Instant now, boolean forOrders, int limit);
  }

  /** Knows which orders exist. */
  @FunctionalInterface
  public interface OrderEvidence {

    /** Those of the orders that exist; the others never will. Fails when order cannot be asked. */
    Future<Set<String>> existing(Set<String> orderIds);
  }

  /** A hold whose time is over. */
  public record Overdue(UUID id, String reference) {}

  private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);
  private static final int LIMIT = 500;
  private static final int PAGES = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final OverdueHolds holds;
  private final OrderEvidence orders;
  private final StockWriter writer;
  private final Clock clock;

  public HoldExpiry(OverdueHolds holds, OrderEvidence orders, StockWriter writer, Clock clock) {
    this.holds = holds;
    this.orders = orders;
    this.writer = writer;
    this.clock = clock;
  }

  /** Looks once; ends when all that was found is settled. */
  public Future<Void> run() {
    return expireFree(PAGES).compose(done -> expireOfOrders());
  }

  private Future<Void> expireFree(int pages) {
    return holds
        .find(clock.instant(), false, LIMIT)
        .compose(
            found ->
                expire(found)
                    .compose(
                        ended ->
                            found.size() < LIMIT || pages == 1 || ended == 0
                                ? Future.succeededFuture()
                                : expireFree(pages - 1)));
  }

  private Future<Void> expireOfOrders() {
    return holds.find(clock.instant(), true, LIMIT).compose(this::settle);
  }

  private Future<Void> settle(List<Overdue> overdue) {
    if (overdue.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<UUID, String> holdToOrder = new LinkedHashMap<>();
    for (Overdue each : overdue) {
      holdToOrder.put(each.id(), orderOf(each));
    }
    return orders
        .existing(Set.copyOf(holdToOrder.values()))
        .compose(
            existing -> {
              List<Overdue> gone = new ArrayList<>();
              List<Future<?>> kept = new ArrayList<>();
              for (Overdue each : overdue) {
                String order = holdToOrder.get(each.id());
                if (existing.contains(order)) {
                  kept.add(keep(each.id()));
                } else {
                  gone.add(each);
                }
              }
              return Future.join(kept).compose(done -> expire(gone)).mapEmpty();
            });
  }

  /** In small letters, as order says it; one and the same id may be written otherwise. */
  private static String orderOf(Overdue hold) {
    return hold.reference().substring(Reservation.ORDER.length()).toLowerCase(Locale.ROOT);
  }

  /** The order's event is on its way; it finds the hold. */
  private Future<?> keep(UUID id) {
    Instant now = clock.instant();
    return writer.submit(new ExtendHold(id, now, now.plus(PATIENCE), true)).otherwiseEmpty();
  }

  /** One that cannot be given back keeps no other waiting; gives the number of those that were. */
  private Future<Integer> expire(List<Overdue> overdue) {
    Instant now = clock.instant();
    Cause cause = new Cause(null, "expired", "service:inventory", null, null);
    List<Future<Reservation>> ended =
        overdue.stream().map(each -> writer.submit(new Expire(each.id(), now, cause))).toList();
    return Future.join(ended)
        .transform(done -> Future.succeededFuture(overdue.size() - noteFailures(overdue, ended)));
  }

  private static int noteFailures(List<Overdue> overdue, List<Future<Reservation>> ended) {
    int[] failed = IntStream.range(0, ended.size()).filter(i -> ended.get(i).failed()).toArray();
    if (failed.length > 0) {
      UUID first = overdue.get(failed[0]).id();
      String cause = ended.get(failed[0]).cause().toString();
      LOG.warn("{} holds cannot be given back, such as {}: {}", failed.length, first, cause);
    }
    return failed.length;
  }
}
