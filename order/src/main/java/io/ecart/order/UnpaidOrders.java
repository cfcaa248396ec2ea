package io.ecart.order;

import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Ends pending orders that were not paid in time. Several instances may do so at once: each order
 * ends under its lock, and whoever comes second finds it ended.
 */
final class UnpaidOrders {
  private static final int PAGE = 100;
  private static final int PAGES = 20;
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);
  private static final int RESTS_PER_TTL = 10;

  private final OrderStore store;
  private final Orders orders;
  private final Clock clock;
  private final Duration ttl;

  UnpaidOrders(OrderStore store, Orders orders, Clock clock, Duration ttl) {
    this.store = store;
    this.orders = orders;
    this.clock = clock;
    this.ttl = ttl;
  }

  /** How long to wait between two looks. */
  Duration rest() {
    Duration part = ttl.dividedBy(RESTS_PER_TTL);
    return part.compareTo(LONGEST_REST) < 0 ? part : LONGEST_REST;
  }

  /** Looks once; should there be more than it takes, the next look finds them. */
  Future<Void> end() {
    return end(PAGES);
  }

  private Future<Void> end(int pages) {
    return store
        .unpaid(clock.instant().minus(ttl), PAGE)
        .compose(
            ids ->
                expireAll(ids)
                    .compose(
                        done ->
                            ids.size() < PAGE || pages == 1
                                ? Future.succeededFuture()
                                : end(pages - 1)));
  }

  private Future<?> expireAll(List<UUID> ids) {
    return Future.all(ids.stream().map(this::expire).toList());
  }

  private Future<Void> expire(UUID id) {
    return orders
        .expire(id, Trace.current().traceparent())
        .<Void>mapEmpty()
        .recover(
            failure ->
                failure instanceof Problem
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }
}
