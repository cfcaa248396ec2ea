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
import io.ecart.inventory.postgres.PgHoldCounts;
import io.ecart.inventory.postgres.PgLedgerAudit;
import io.ecart.inventory.postgres.PgLocations;
import io.ecart.inventory.postgres.PgOverdueHolds;
import io.ecart.inventory.postgres.PgPolicies;
import io.ecart.inventory.postgres.PgRepairTurn;
import io.ecart.inventory.postgres.PgStockNews;
import io.ecart.inventory.postgres.PgStockReader;
import io.ecart.inventory.postgres.PgStockWriter;
import io.ecart.inventory.redis.RedisCountAudit;
import io.ecart.inventory.redis.RedisCounts;
import io.ecart.inventory.redis.RedisGate;
import io.ecart.inventory.redis.RedisStockFeed;
import io.ecart.runtime.http.Api;
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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the inventory service together and starts it. */
public final class InventoryVerticle extends VerticleBase {
  private static final String NAME = "inventory";

  /** What is held for an order is as safe as what is promised to it, so there is no hurry. */
  private static final Duration ORDER_PATIENCE = Duration.ofMillis(250);

  /** No finer than Postgres keeps it: what is answered at once is what is read later. */
  private static final Duration STORED_TIME = Duration.ofNanos(1_000);

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
    Service base = new Service(vertx, host, NAME, config.http(), config.jwt());
    service = base;
    return base.postgres(config.postgres())
        .compose(
            pool ->
                Topics.ensure(vertx, config.kafka(), StockEvents.TOPIC, OrderEvents.TOPIC)
                    .compose(ready -> run(base, pool)));
  }

  private Future<Void> run(Service base, Pool pool) {
    Parts parts = new Parts(base, pool);
    stream = parts.stream;
    register(base.api(), parts);
    PgEventSink sink = new PgEventSink(pool, NAME, parts.writer.handler(OrderEvents::changes));
    keepUp(base, pool, parts, sink);
    Subscription orders =
        new Subscription(NAME, Set.of(OrderEvents.TOPIC), true).gatheringFor(ORDER_PATIENCE);
    return base.consume(config.kafka(), orders, sink)
        .compose(
            reading ->
                base.serve(
                    "/api/v1/stock",
                    "/api/v1/reservations",
                    "/api/v1/locations",
                    "/api/v1/transfers",
                    "/api/v1/purchase-orders"));
  }

  /** What the service is made of, each part with the ports it needs. */
  private final class Parts {
    private final Clock clock = Clock.tick(host.clock(), STORED_TIME);
    private final PgStockReader reader;
    private final RedisCounts counts;
    private final PgStockWriter writer;
    private final Locations locations;
    private final Policies policies;
    private final StockDocuments<Transfer> transfers;
    private final StockDocuments<PurchaseOrder> purchaseOrders;
    private final OrderClient orders;
    private final DriftAudit audit;
    private final RepairTurn repairTurn = new PgRepairTurn(vertx, config.postgres());
    private final StockFeed feed;
    private final StockStream stream;
    private final LostDemand lostDemand = new LostDemand();
    private final Reservations reservations;

    Parts(Service base, Pool pool) {
      RedisLink redis = base.redis(config.redis());
      base.health().uses("redis", redis::ping);
      reader = new PgStockReader(pool);
      counts = new RedisCounts(redis, reader, new PgEpochStore(pool), host.metrics());
      writer = new PgStockWriter(pool, config.writer(), host.metrics(), counts);
      locations = new PgLocations(pool, counts);
      policies = new PgPolicies(pool, counts);
      transfers = Documents.transfers(pool, writer);
      purchaseOrders = Documents.purchaseOrders(pool, writer);
      orders = new OrderClient(base.client("order"), clock);
      CountAudit countAudit = new RedisCountAudit(vertx, redis, counts, reader);
      audit = new DriftAudit(new PgLedgerAudit(pool), countAudit, orders, host.metrics());
      feed = new RedisStockFeed(redis);
      stream = new StockStream(feed, counts, config.streamWatchers());
      Gate gate = new RedisGate(redis, counts, host.metrics());
      reservations = new GatedReservations(gate, writer, lostDemand);
    }
  }

  /**
   * What is asked most comes first, as routes are tried in turn; but fixed names before those with
   * a sku in them.
   */
  private static void register(Api api, Parts parts) {
    Clock clock = parts.clock;
    parts.stream.register(api);
    new DriftRoutes(parts.audit, parts.writer, parts.counts, parts.repairTurn).register(api);
    new StockRoutes(parts.counts, parts.reader, clock).register(api);
    new ReservationRoutes(parts.reservations, parts.writer, parts.reader, clock).register(api);
    new AdjustmentRoutes(parts.writer, clock).register(api);
    new SettingsRoutes(parts.locations, parts.policies).register(api);
    new TransferRoutes(parts.transfers, parts.locations, clock).register(api);
    new PurchaseOrderRoutes(parts.purchaseOrders, parts.locations, clock).register(api);
  }

  private void keepUp(Service base, Pool pool, Parts parts, PgEventSink sink) {
    Clock clock = parts.clock;
    PgStockNews news =
        new PgStockNews(pool, parts.counts, parts.feed, config.pace().newsPerSweep(), clock);
    PgHoldCounts holds = new PgHoldCounts(pool, clock, host.metrics());
    new Upkeep(base, config, pool)
        .news(news::sweep)
        .expiry(new HoldExpiry(new PgOverdueHolds(pool), parts.orders, parts.writer, clock))
        .lostDemand(parts.lostDemand, clock)
        .audit(parts.audit, clock)
        .every(Upkeep.SECOND, "The look at hot counts", parts.counts::check)
        .every(Upkeep.QUARTER_SECOND, "The stock stream", parts.stream::poll)
        .every(Upkeep.HEARTBEAT, "The stock stream's heartbeat", parts.stream::heartbeat)
        .every(Upkeep.HEARTBEAT, "The count of holds", holds::run)
        .every(Upkeep.MINUTE, "Forgetting of old events", sink::prune)
        .every(Upkeep.MINUTE, "Forgetting of old keys", new Idempotency(pool)::prune);
  }

  /** Watchers first: they would keep the server from stopping. */
  @Override
  public Future<?> stop() {
    Future<Void> closed = stream == null ? Future.succeededFuture() : stream.close();
    Service base = service;
    return base == null ? closed : closed.otherwiseEmpty().compose(done -> base.stop());
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
