package io.ecart.inventory;

import io.ecart.inventory.http.AdjustmentRoutes;
import io.ecart.inventory.http.DriftRoutes;
import io.ecart.inventory.http.OrderClient;
import io.ecart.inventory.http.PurchaseOrderRoutes;
import io.ecart.inventory.http.ReservationRoutes;
import io.ecart.inventory.http.SettingsRoutes;
import io.ecart.inventory.http.StockRoutes;
import io.ecart.inventory.http.StockStream;
import io.ecart.inventory.http.TransferRoutes;
import io.ecart.inventory.kafka.OrderEvents;
import io.ecart.inventory.postgres.Documents;
import io.ecart.inventory.postgres.PgEpochStore;
import io.ecart.inventory.postgres.PgLedgerAudit;
import io.ecart.inventory.postgres.PgOverdueHolds;
import io.ecart.inventory.postgres.PgStockNews;
import io.ecart.inventory.postgres.PgStockReader;
import io.ecart.inventory.postgres.PgStockSettings;
import io.ecart.inventory.postgres.PgStockWriter;
import io.ecart.inventory.redis.RedisCountAudit;
import io.ecart.inventory.redis.RedisCounts;
import io.ecart.inventory.redis.RedisGate;
import io.ecart.inventory.redis.RedisStockFeed;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.PgEventSink;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.postgres.Idempotency;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the inventory service together and starts it. */
public final class InventoryVerticle extends VerticleBase {
  private static final String NAME = "inventory";

  private final InventoryConfig config;
  private final ServiceHost host;
  private @Nullable Service service;
  private @Nullable StockStream stream;

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
    Clock clock = host.clock();
    PgStockReader reader = new PgStockReader(pool);
    RedisLink redis = parts.redis(config.redis());
    parts.health().uses("redis", redis::ping);
    RedisCounts counts = new RedisCounts(redis, reader, new PgEpochStore(pool), host.metrics());
    PgStockWriter writer = new PgStockWriter(pool, config.writer(), host.metrics(), counts);
    PgStockSettings settings = new PgStockSettings(pool, counts);
    OrderClient orders = new OrderClient(parts.client("order"), clock);
    DriftAudit audit =
        new DriftAudit(
            new PgLedgerAudit(pool),
            new RedisCountAudit(vertx, redis, counts, reader),
            orders,
            host.metrics());
    StockFeed feed = new RedisStockFeed(redis);
    StockStream watching = new StockStream(feed, counts, config.streamWatchers());
    stream = watching;
    LostDemand lostDemand = new LostDemand();
    Reservations reservations =
        new GatedReservations(new RedisGate(redis, counts, host.metrics()), writer, lostDemand);

    new AdjustmentRoutes(writer, clock).register(parts.api());
    new ReservationRoutes(reservations, writer, reader, clock).register(parts.api());
    new SettingsRoutes(settings).register(parts.api());
    new TransferRoutes(Documents.transfers(pool, writer), settings, clock).register(parts.api());
    new PurchaseOrderRoutes(Documents.purchaseOrders(pool, writer), settings, clock)
        .register(parts.api());
    new DriftRoutes(audit, writer, counts).register(parts.api());
    watching.register(parts.api());
    new StockRoutes(counts, reader, clock).register(parts.api());

    PgEventSink sink = new PgEventSink(pool, NAME, writer.handler(OrderEvents::changes));
    new Upkeep(vertx, parts, config, pool)
        .news(new PgStockNews(pool, counts, feed, clock)::sweep)
        .expiry(new HoldExpiry(new PgOverdueHolds(pool), orders, writer, clock))
        .lostDemand(lostDemand, clock)
        .audit(audit, clock)
        .every(Upkeep.SECOND, "The look at hot counts", counts::check)
        .every(Upkeep.QUARTER_SECOND, "The stock stream", watching::poll)
        .every(Upkeep.HEARTBEAT, "The stock stream's heartbeat", watching::heartbeat)
        .every(Upkeep.HOUR, "Forgetting of old events", sink::prune)
        .every(
            Upkeep.HOUR, "Forgetting of old keys", () -> new Idempotency(pool).prune().mapEmpty());
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

  /** Watchers first: they would keep the server from stopping. */
  @Override
  public Future<?> stop() {
    Future<Void> closed = stream == null ? Future.succeededFuture() : stream.close();
    Service parts = service;
    return parts == null ? closed : closed.otherwiseEmpty().compose(done -> parts.stop());
  }

  /** All routes, as {@code GET /api/v1/stock/{sku}}. */
  List<String> routes() {
    return service == null ? List.of() : service.api().routes();
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
