package io.ecart.inventory;

import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.Outbox;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.lifecycle.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
  static final Duration HOUR = Duration.ofHours(1);

  private final Vertx vertx;
  private final Service service;
  private final InventoryConfig.Pace pace;
  private final Pool pool;
  private final OutboxRelay relay;

  Upkeep(Vertx vertx, Service service, InventoryConfig config, Pool pool) {
    this.vertx = vertx;
    this.service = service;
    this.pace = config.pace();
    this.pool = pool;
    this.relay = service.relay(config.postgres(), config.kafka(), pace.outboxRetention());
  }

  /** Repeats a step with the same rest after each. */
  Upkeep every(Duration rest, String what, Supplier<Future<Void>> step) {
    return start(new Repeat(vertx, what, rest, () -> step.get().map(rest)), what);
  }

  private Upkeep start(Repeat repeat, String what) {
    service.parts().onStop(what, repeat.start()::stop);
    return this;
  }

  /**
   * Tells what has changed. The more there was to tell, the longer the rest: news must not crowd
   * out the selling.
   *
   * @param sweep gives the number of skus told
   */
  Upkeep news(Supplier<Future<Integer>> sweep) {
    Repeat sweeps =
        new Repeat(
            vertx,
            "Telling of changed stock",
            pace.news(),
            () -> sweep.get().onSuccess(this::poke).map(this::restAfter));
    return start(sweeps, "stock news");
  }

  private void poke(int told) {
    if (told > 0) {
      relay.poke();
    }
  }

  private Duration restAfter(int told) {
    return Duration.ofMillis(1_000L * told / pace.newsPerSecond());
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
