package io.ecart.inventory;

import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.Outbox;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.lifecycle.Service;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What the service does without being asked, from its start to its stop. */
final class Upkeep {
  static final Duration QUARTER_SECOND = Duration.ofMillis(250);
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration HEARTBEAT = Duration.ofSeconds(15);
  static final Duration MINUTE = Duration.ofMinutes(1);

  private final Service service;
  private final InventoryConfig.Pace pace;
  private final Pool pool;
  private final OutboxRelay relay;

  Upkeep(Service service, InventoryConfig config, Pool pool) {
    this.service = service;
    this.pace = config.pace();
    this.pool = pool;
    this.relay = service.relay(config.postgres(), config.kafka(), pace.outboxRetention());
  }

  /** Repeats a step with a rest after each. */
  Upkeep every(Duration rest, String what, Supplier<? extends Future<?>> step) {
    service.every(rest, what, step);
    return this;
  }

  /**
   * Tells what has changed.
   *
   * @param sweep gives the number of skus told
   */
  Upkeep news(Supplier<Future<Integer>> sweep) {
    return every(
        pace.news(),
        "Telling of changed stock",
        () -> sweep.get().onSuccess(this::poke).mapEmpty());
  }

  private void poke(int told) {
    if (told > 0) {
      relay.poke();
    }
  }

  Upkeep expiry(HoldExpiry expiry) {
    return every(pace.expiry(), "Expiry of holds", expiry::run);
  }

  Upkeep lostDemand(LostDemand lostDemand, Clock clock) {
    return every(
        SECOND, "Telling of lost demand", () -> lostDemand.tell(clock.instant(), this::append));
  }

  /** The first audit comes after the first rest: a start has other things to do. */
  Upkeep audit(DriftAudit audit, Clock clock) {
    Instant[] next = {clock.instant().plus(pace.audit())};
    return every(
        min(pace.audit(), SECOND.multipliedBy(10)),
        "The audit",
        () -> {
          if (clock.instant().isBefore(next[0])) {
            return Future.succeededFuture();
          }
          next[0] = clock.instant().plus(pace.audit());
          return audit.run().compose(found -> tell(found, clock.instant()));
        });
  }

  private Future<Void> tell(List<Drift> found, Instant now) {
    List<Event> events = found.stream().map(drift -> DriftAudit.event(drift, now)).toList();
    return append(events);
  }

  private Future<Void> append(List<Event> events) {
    return Outbox.append(pool, StockEvents.TOPIC, events);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
