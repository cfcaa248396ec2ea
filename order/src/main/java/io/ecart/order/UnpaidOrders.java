package io.ecart.order;

import io.ecart.runtime.lifecycle.Loop;
import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends pending orders that were not paid in time. Several instances may do so at once: each order
 * ends under its lock, and whoever comes second finds it ended.
 */
final class UnpaidOrders {
  private static final Logger LOG = LoggerFactory.getLogger(UnpaidOrders.class);
  private static final int PAGE = 100;
  private static final long LONGEST_REST_MS = 5_000;
  private static final int RESTS_PER_TTL = 10;

  private final Vertx vertx;
  private final OrderStore store;
  private final Orders orders;
  private final Clock clock;
  private final Duration ttl;
  private final Loop loop;

  UnpaidOrders(Vertx vertx, OrderStore store, Orders orders, Clock clock, Duration ttl) {
    this.vertx = vertx;
    this.store = store;
    this.orders = orders;
    this.clock = clock;
    this.ttl = ttl;
    this.loop = new Loop(vertx, this::turn);
  }

  void start() {
    loop.run().onFailure(e -> LOG.error("Unpaid orders are not ended any more", e));
  }

  Future<Void> stop() {
    loop.stop();
    return Future.succeededFuture();
  }

  private Future<Void> turn() {
    return store
        .unpaid(clock.instant().minus(ttl), PAGE)
        .compose(this::expireAll)
        .recover(
            failure -> {
              LOG.warn("Unpaid orders cannot be ended right now: {}", failure.toString());
              return Future.succeededFuture(0);
            })
        .compose(ended -> ended == PAGE ? Future.succeededFuture() : rest());
  }

  private Future<Integer> expireAll(List<UUID> ids) {
    return Future.all(ids.stream().map(this::expire).toList()).map(ids.size());
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

  private Future<Void> rest() {
    long ms = Math.max(1, Math.min(LONGEST_REST_MS, ttl.toMillis() / RESTS_PER_TTL));
    // The timer ends with its verticle, and that is no failure.
    return vertx
        .timer(ms)
        .<Void>mapEmpty()
        .recover(e -> loop.stopped() ? Future.succeededFuture() : Future.failedFuture(e));
  }
}
