package io.ecart.inventory;

import io.ecart.inventory.http.AdjustmentRoutes;
import io.ecart.inventory.http.OrderClient;
import io.ecart.inventory.http.ReservationRoutes;
import io.ecart.inventory.http.StockRoutes;
import io.ecart.inventory.kafka.OrderEvents;
import io.ecart.inventory.postgres.PgEpochStore;
import io.ecart.inventory.postgres.PgOverdueHolds;
import io.ecart.inventory.postgres.PgStockNews;
import io.ecart.inventory.postgres.PgStockReader;
import io.ecart.inventory.postgres.PgStockWriter;
import io.ecart.inventory.redis.RedisCounts;
import io.ecart.inventory.redis.RedisGate;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.Outbox;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.kafka.PgEventSink;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts the inventory service together and starts it. */
public final class InventoryVerticle extends VerticleBase {
  private static final String NAME = "inventory";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final InventoryConfig config;
  private final ServiceHost host;
  private @Nullable Service service;

  public InventoryVerticle(InventoryConfig config, ServiceHost host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    Service parts = new Service(vertx, host, NAME, config.http(), config.jwt());
    service = parts;
    return parts
        .postgres(config.postgres())
        .compose(
            pool ->
                Topics.ensure(vertx, config.kafka(), StockEvents.TOPIC, OrderEvents.TOPIC)
                    .compose(ready -> run(parts, pool)));
  }

  private Future<Void> run(Service parts, Pool pool) {
    PgStockReader reader = new PgStockReader(pool);
    RedisLink redis = parts.redis(config.redis());
    parts.health().uses("redis", redis::ping);
    RedisCounts counts =
        new RedisCounts(redis, reader, new PgEpochStore(pool), host.metrics());
    PgStockWriter writer = new PgStockWriter(pool, config.writer(), host.metrics(), counts);
    LostDemand lostDemand = new LostDemand();
    RedisGate gate = new RedisGate(redis, counts, host.metrics());
    Reservations reservations = new GatedReservations(gate, writer, lostDemand);
    new AdjustmentRoutes(writer, host.clock()).register(parts.api());
    new ReservationRoutes(reservations, writer, reader, host.clock()).register(parts.api());
    new StockRoutes(counts, reader, host.clock()).register(parts.api());
    PgEventSink sink = new PgEventSink(pool, NAME, writer.handler(OrderEvents::changes));
    lookAfter(parts, pool, counts, writer, lostDemand);
    repeat(parts, "Forgetting of old events", HOUR, () -> sink.prune());
    return parts
        .consume(config.kafka(), new Subscription(NAME, Set.of(OrderEvents.TOPIC), true), sink)
        .compose(
            reading ->
                parts.serve(
                    "/api/v1/stock",
                    "/api/v1/reservations",
                    "/api/v1/locations",
                    "/api/v1/transfers",
                    "/api/v1/purchase-orders"));
  }

  /** What the service does without being asked. */
  private void lookAfter(
      Service parts,
      Pool pool,
      RedisCounts counts,
      PgStockWriter writer,
      LostDemand lostDemand) {
    OutboxRelay relay =
        parts.relay(config.postgres(), config.kafka(), config.pace().outboxRetention());
    PgStockNews news = new PgStockNews(pool, counts, host.clock());
    Repeat sweeping =
        new Repeat(
            vertx, "Telling of changed stock", config.pace().news(), () -> sweep(news, relay));
    parts.parts().onStop("stock news", sweeping.start()::stop);
    HoldExpiry expiry =
        new HoldExpiry(
            new PgOverdueHolds(pool),
            new OrderClient(parts.client("order")),
            writer,
            host.clock());
    repeat(parts, "Expiry of holds", config.pace().expiry(), expiry::run);
    repeat(parts, "The look at hot counts", SECOND, counts::check);
    repeat(parts, "Telling of lost demand", SECOND, () -> tell(pool, lostDemand));
  }

  private Future<Void> tell(Pool pool, LostDemand lostDemand) {
    List<Event> events = lostDemand.take(host.clock().instant());
    return Outbox.append(pool, StockEvents.TOPIC, events);
  }

  private void repeat(
      Service parts, String what, Duration every, Supplier<Future<Void>> step) {
    Repeat repeat = new Repeat(vertx, what, every, () -> step.get().map(every));
    parts.parts().onStop(what, repeat.start()::stop);
  }

  /** The more there was to tell, the longer the rest: news must not crowd out the selling. */
  private Future<Duration> sweep(PgStockNews news, OutboxRelay relay) {
    return news.sweep()
        .map(
            told -> {
              if (told > 0) {
                relay.poke();
              }
              return Duration.ofMillis(1_000L * told / config.pace().newsPerSecond());
            });
  }

  @Override
  public Future<?> stop() {
    return service == null ? Future.succeededFuture() : service.stop();
  }

  /** The API port that was bound. */
  public int port() {
    return service == null ? 0 : service.port();
  }

  /** The management port that was bound. */
  public int managementPort() {
    return service == null ? 0 : service.managementPort();
  }
}
