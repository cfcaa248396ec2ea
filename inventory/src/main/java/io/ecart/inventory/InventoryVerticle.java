package io.ecart.inventory;

import io.ecart.inventory.http.AdjustmentRoutes;
import io.ecart.inventory.http.ReservationRoutes;
import io.ecart.inventory.http.StockRoutes;
import io.ecart.inventory.kafka.OrderEvents;
import io.ecart.inventory.postgres.PgStockNews;
import io.ecart.inventory.postgres.PgStockReader;
import io.ecart.inventory.postgres.PgStockWriter;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.kafka.PgEventSink;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the inventory service together and starts it. */
public final class InventoryVerticle extends VerticleBase {
  private static final String NAME = "inventory";

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
    OutboxRelay relay =
        parts.relay(config.postgres(), config.kafka(), config.pace().outboxRetention());
    PgStockReader reader = new PgStockReader(pool);
    PgStockWriter writer =
        new PgStockWriter(pool, config.writer(), host.metrics(), stocks -> {});
    Counts counts =
        sku ->
            reader
                .stocks(Set.of(sku))
                .map(found -> Optional.ofNullable(found.get(sku)).map(Count::of));
    new AdjustmentRoutes(writer, host.clock()).register(parts.api());
    new ReservationRoutes(writer::submit, writer, reader, host.clock()).register(parts.api());
    new StockRoutes(counts, reader, host.clock()).register(parts.api());
    PgStockNews news = new PgStockNews(pool, stocks -> {}, host.clock());
    Repeat sweeping =
        new Repeat(
            vertx, "Telling of changed stock", config.pace().news(), () -> sweep(news, relay));
    parts.parts().onStop("stock news", sweeping.start()::stop);
    PgEventSink sink =
        new PgEventSink(pool, NAME, writer.handler(OrderEvents::changes));
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
