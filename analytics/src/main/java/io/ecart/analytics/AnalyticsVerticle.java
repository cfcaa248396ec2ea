package io.ecart.analytics;

import io.ecart.analytics.http.DemandRoutes;
import io.ecart.analytics.http.Freshness;
import io.ecart.analytics.http.InventoryRoutes;
import io.ecart.analytics.http.SalesRoutes;
import io.ecart.analytics.http.StreamRoutes;
import io.ecart.analytics.kafka.CartEvents;
import io.ecart.analytics.kafka.OrderEvents;
import io.ecart.analytics.kafka.ProductEvents;
import io.ecart.analytics.kafka.StockEvents;
import io.ecart.analytics.postgres.PgCartStore;
import io.ecart.analytics.postgres.PgCatalogueStore;
import io.ecart.analytics.postgres.PgDemandSource;
import io.ecart.analytics.postgres.PgHousekeeping;
import io.ecart.analytics.postgres.PgInventoryReports;
import io.ecart.analytics.postgres.PgProgress;
import io.ecart.analytics.postgres.PgSalesReports;
import io.ecart.analytics.postgres.PgSalesStore;
import io.ecart.analytics.postgres.PgStockStore;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.EventHandler;
import io.ecart.runtime.kafka.PgEventSink;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the analytics service together and starts it. */
public final class AnalyticsVerticle extends VerticleBase {
  private static final String NAME = "analytics";
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration RECOUNT_REST = Duration.ofMillis(500);

  /**
   * Often, so that there is little to delete each time: one long transaction holds up the outbox of
   * every service in the same Postgres, which passes a gap only once all older ones have ended.
   */
  private static final Duration PRUNE_REST = Duration.ofMinutes(1);

  private final AnalyticsConfig config;
  private final ServiceHost host;
  private @Nullable Service service;
  private @Nullable StreamRoutes stream;

  public AnalyticsVerticle(AnalyticsConfig config, ServiceHost host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    Service assembled = new Service(vertx, host, NAME, config.http(), config.jwt());
    service = assembled;
    return assembled
        .postgres(config.postgres())
        .compose(pool -> run(assembled, pool))
        .recover(failure -> assembled.stop().transform(stopped -> Future.failedFuture(failure)));
  }

  private Future<Void> run(Service assembled, Pool pool) {
    register(assembled.api(), pool);
    return topics()
        .compose(ready -> feed(assembled, pool))
        .onSuccess(fed -> keepHouse(assembled, pool))
        .compose(fed -> assembled.serve("/api/v1/analytics"));
  }

  private void register(Api api, Pool pool) {
    PgSalesReports sales = new PgSalesReports(pool);
    Freshness freshness = new Freshness(vertx, sales, host.clock());
    new SalesRoutes(sales, freshness).register(api);
    PgInventoryReports stock = new PgInventoryReports(pool);
    new InventoryRoutes(stock, freshness, host.clock()).register(api);
    PgDemandSource demand = new PgDemandSource(pool);
    Analyses analyses =
        new Analyses(vertx, demand, config.policy(), host.clock(), config.refresh());
    new DemandRoutes(analyses, demand, stock, freshness, host.clock()).register(api);
    StreamRoutes counters = new StreamRoutes(vertx, sales, host.clock(), config.streamClients());
    counters.register(api);
    host.metrics().gauge("analytics.stream.clients", counters, StreamRoutes::clients);
    stream = counters;
  }

  private Future<Void> topics() {
    return Topics.ensureCompacted(vertx, config.kafka(), ProductEvents.TOPIC)
        .compose(
            ready ->
                Topics.ensure(
                    vertx, config.kafka(), OrderEvents.TOPIC, StockEvents.TOPIC, CartEvents.TOPIC));
  }

  /** A reader per topic: none waits for what another one cannot take in. */
  private Future<Void> feed(Service assembled, Pool pool) {
    PgProgress progress = new PgProgress();
    EventHandler products = new ProductEvents(new PgCatalogueStore(), progress);
    EventHandler stock = new StockEvents(new PgStockStore(), progress);
    EventHandler orders = new OrderEvents(new PgSalesStore(), progress);
    EventHandler carts = new CartEvents(new PgCartStore());
    return consume(assembled, pool, ProductEvents.TOPIC, products)
        .compose(next -> consume(assembled, pool, StockEvents.TOPIC, stock))
        .compose(next -> consume(assembled, pool, OrderEvents.TOPIC, orders))
        .compose(next -> consume(assembled, pool, CartEvents.TOPIC, carts));
  }

  private Future<Void> consume(Service assembled, Pool pool, String topic, EventHandler handler) {
    String group = NAME + "-" + topic.substring(0, topic.indexOf('.'));
    return assembled.consume(
        config.kafka(),
        new Subscription(group, Set.of(topic), true).gatheringFor(PATIENCE),
        new PgEventSink(pool, group, handler));
  }

  private void keepHouse(Service assembled, Pool pool) {
    // Pruning is for the ids of all readers, so any sink will do.
    EventHandler none = (transaction, events) -> Future.succeededFuture(EventHandler.NOTHING);
    PgEventSink taken = new PgEventSink(pool, NAME, none);
    PgHousekeeping house = new PgHousekeeping(pool);
    assembled.every(RECOUNT_REST, "Counting categories anew", house::recountCategories);
    assembled.every(PRUNE_REST, "Forgetting of what is old", house::prune);
    assembled.every(PRUNE_REST, "Forgetting of old events", taken::prune);
  }

  @Override
  public Future<?> stop() {
    Future<Void> silent = stream == null ? Future.succeededFuture() : stream.stop();
    return silent.compose(done -> service == null ? Future.succeededFuture() : service.stop());
  }

  /** The API port that was bound; 0 before it is. */
  public int port() {
    return service == null ? 0 : service.port();
  }

  /** The management port that was bound; 0 before it is. */
  public int managementPort() {
    return service == null ? 0 : service.managementPort();
  }
}
