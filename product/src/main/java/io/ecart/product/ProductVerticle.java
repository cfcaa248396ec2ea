package io.ecart.product;

import io.ecart.product.http.InventoryStock;
import io.ecart.product.http.ProductRoutes;
import io.ecart.product.http.RowRoutes;
import io.ecart.product.kafka.StockEvents;
import io.ecart.product.postgres.PgCatalogue;
import io.ecart.product.postgres.PgImportKeys;
import io.ecart.product.postgres.PgProductStore;
import io.ecart.product.postgres.StockTable;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.postgres.Idempotency;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the product service together. */
public final class ProductVerticle extends VerticleBase {
  /** Often, so that each delete is short: the outbox waits for transactions that take long. */
  private static final Duration PRUNE_REST = Duration.ofMinutes(1);

  private final ProductConfig config;
  private final ServiceHost host;
  private @Nullable Service service;

  public ProductVerticle(ProductConfig config, ServiceHost host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    Service parts = new Service(vertx, host, "product", config.http(), config.jwt());
    service = parts;
    return parts
        .postgres(config.postgres())
        .compose(pool -> topics().map(pool))
        .compose(pool -> wire(parts, pool))
        .compose(wired -> parts.serve("/api/v1/products", "/api/v1/categories"));
  }

  private Future<Void> topics() {
    return Topics.ensureCompacted(vertx, config.kafka(), Change.TOPIC)
        .compose(done -> Topics.ensure(vertx, config.kafka(), StockEvents.TOPIC));
  }

  private Future<Void> wire(Service parts, Pool pool) {
    OutboxRelay relay = parts.relay(config.postgres(), config.kafka(), config.outboxKept());
    ProductStore store =
        new RememberingProductStore(new PgProductStore(pool, relay::poke), config.hot());
    Products products = new Products(store, new PgCatalogue(pool), host.clock());
    StockTable table = new StockTable(pool, host.clock(), config.availability().fallbackAge());
    ImportKeys keys = new PgImportKeys(vertx, config.postgres(), pool);
    new RowRoutes(vertx, products, keys, config.imports(), host.metrics()).register(parts.api());
    Availabilities availabilities = availabilities(parts, table);
    new ProductRoutes(products, availabilities).register(parts.api());
    parts.every(PRUNE_REST, "Forgetting of old keys", new Idempotency(pool)::prune);
    Subscription stock = new Subscription("product", Set.of(StockEvents.TOPIC), true);
    return parts.consume(config.kafka(), stock, stockEvents(availabilities, table));
  }

  /** What changed is asked for anew at once, and written down for when inventory is away. */
  private static StockEvents stockEvents(Availabilities availabilities, StockTable table) {
    return new StockEvents(
        states -> {
          availabilities.forget(states.stream().map(StockTold::sku).toList());
          return table.note(states);
        });
  }

  private Availabilities availabilities(Service parts, StockTable table) {
    InventoryStock inventory =
        new InventoryStock(
            parts.client("inventory"), host.clock(), config.availability().timeout());
    return new Availabilities(
        inventory, table, config.availability().remembered(), host.clock(), host.metrics());
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
