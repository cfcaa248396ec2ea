package io.ecart.order;

import io.ecart.order.http.InsightRoutes;
import io.ecart.order.http.OrderRoutes;
import io.ecart.order.http.PaymentRoutes;
import io.ecart.order.http.ReturnRoutes;
import io.ecart.order.http.ShipmentRoutes;
import io.ecart.order.kafka.ProductEventsSink;
import io.ecart.order.postgres.OutboxHistory;
import io.ecart.order.postgres.PgOrderStore;
import io.ecart.order.postgres.PgPlacements;
import io.ecart.order.remote.RemoteCatalogue;
import io.ecart.order.remote.RemoteHistory;
import io.ecart.order.remote.RemoteStock;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.postgres.Idempotency;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the order service together. */
public final class OrderVerticle extends VerticleBase {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** No finer than an id tells it: what is answered at once is what is read later. */
  private static final Duration ID_TIME = Duration.ofMillis(1);

  private final OrderConfig config;
  private final ServiceHost host;
  private final Clock clock;
  private final Ids ids;
  private @Nullable Service running;

  public OrderVerticle(OrderConfig config, ServiceHost host) {
    this.config = config;
    this.host = host;
    this.clock = Clock.tick(host.clock(), ID_TIME);
    this.ids = new Ids(clock);
  }

  @Override
  public Future<?> start() {
    Service service = new Service(vertx, host, "order", config.http(), config.jwt());
    running = service;
    return Topics.ensure(vertx, config.kafka(), "order.events")
        .compose(own -> Topics.ensureCompacted(vertx, config.kafka(), "product.events"))
        .compose(topics -> service.postgres(config.postgres()))
        .compose(pool -> assemble(service, pool))
        .compose(assembled -> service.serve("/api/v1/orders", "/api/v1/returns"));
  }

  private Future<Void> assemble(Service service, Pool pool) {
    OutboxRelay relay = service.relay(config.postgres(), config.kafka(), null);
    ServiceClient inventory = service.client("inventory");
    RemoteCatalogue catalogue =
        new RemoteCatalogue(service.client("product"), config.catalogueFresh(), host.metrics());
    RemoteStock stock = new RemoteStock(inventory, config.holdTtl(), host.metrics());
    PgOrderStore store = new PgOrderStore(pool, relay::poke);
    Orders orders = new Orders(store, ids, clock);
    PgPlacements placements = new PgPlacements(vertx, pool, store, host.metrics(), relay::poke);
    Placing placing = new Placing(catalogue, stock, placements, config.payment().mode(), ids);
    Revisions revisions = new Revisions(store, catalogue, stock, ids, clock);
    new OrderRoutes(new OncePlaced(placing, placements, host.metrics()), orders, revisions)
        .register(service.api());
    registerPapers(service.api(), store, stock);
    Timeline timeline = new Timeline(orders, store, sources(service, pool, inventory));
    new InsightRoutes(timeline, store).register(service.api());
    endUnpaid(service, store, orders);
    service.every(MINUTE, "Forgetting of old keys", new Idempotency(pool)::prune);
    return followPrices(service, catalogue);
  }

  private void registerPapers(Api api, OrderStore store, Stock stock) {
    new ShipmentRoutes(new Shipments(store, stock, ids, clock)).register(api);
    new PaymentRoutes(new Payments(store, ids, clock)).register(api);
    new ReturnRoutes(new Returns(store, stock, ids, clock)).register(api);
  }

  private static Timeline.Sources sources(Service service, Pool pool, ServiceClient inventory) {
    return new Timeline.Sources(
        new OutboxHistory(pool),
        new RemoteHistory(inventory, "/api/v1/stock/movements", "reference=order/"),
        new RemoteHistory(service.client("notification"), "/api/v1/notifications", "orderId="));
  }

  /** Without payments nothing is pending. */
  private void endUnpaid(Service service, OrderStore store, Orders orders) {
    if (config.payment().mode() == PaymentMode.EXTERNAL) {
      UnpaidOrders unpaid = new UnpaidOrders(store, orders, clock, config.payment().ttl());
      service.every(unpaid.rest(), "Ending of unpaid orders", unpaid::end);
    }
  }

  /** Every instance keeps prices of its own, so each reads all events, from now on. */
  private Future<Void> followPrices(Service service, RemoteCatalogue catalogue) {
    Subscription subscription =
        new Subscription("order-prices-" + UUID.randomUUID(), Set.of("product.events"), false);
    return service.consume(
        config.kafka(), subscription, new ProductEventsSink(catalogue::remember));
  }

  /** Where it listens; 0 before it has started. */
  public int port() {
    return running == null ? 0 : running.port();
  }

  /** Where health and metrics are; 0 before it has started. */
  public int managementPort() {
    return running == null ? 0 : running.managementPort();
  }

  @Override
  public Future<?> stop() {
    return running == null ? Future.succeededFuture() : running.stop();
  }
}
