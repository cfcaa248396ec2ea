package io.ecart.order;

import io.ecart.order.http.OrderRoutes;
import io.ecart.order.http.ShipmentRoutes;
import io.ecart.order.kafka.ProductEventsSink;
import io.ecart.order.postgres.PgOrderStore;
import io.ecart.order.postgres.PgPlacements;
import io.ecart.order.remote.RemoteCatalogue;
import io.ecart.order.remote.RemoteStock;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the order service together. */
public final class OrderVerticle extends VerticleBase {
  private final OrderConfig config;
  private final ServiceHost host;
  private @Nullable Service running;

  public OrderVerticle(OrderConfig config, ServiceHost host) {
    this.config = config;
    this.host = host;
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
    RemoteCatalogue catalogue =
        new RemoteCatalogue(service.client("product"), config.catalogueFresh(), host.metrics());
    RemoteStock stock = new RemoteStock(service.client("inventory"), host.metrics());
    PgOrderStore store = new PgOrderStore(pool, relay::poke);
    PgPlacements placements =
        new PgPlacements(vertx, pool, store, host.metrics(), relay::poke);
    Ids ids = new Ids(host.clock());
    Placing placing = new Placing(catalogue, stock, placements, config.payment().mode(), ids);
    Orders orders = new Orders(store, ids, host.clock());
    new OrderRoutes(new OncePlaced(placing, placements), orders).register(service.api());
    new ShipmentRoutes(new Shipments(store, ids, host.clock())).register(service.api());
    return followPrices(service, catalogue);
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
