package io.ecart.analytics;

import io.ecart.analytics.SalesReports.Bucket;
import io.ecart.analytics.SalesReports.Question;
import io.ecart.analytics.kafka.CartEvents;
import io.ecart.analytics.kafka.OrderEvents;
import io.ecart.analytics.kafka.ProductEvents;
import io.ecart.analytics.kafka.StockEvents;
import io.ecart.analytics.postgres.PgCartStore;
import io.ecart.analytics.postgres.PgCatalogueStore;
import io.ecart.analytics.postgres.PgHousekeeping;
import io.ecart.analytics.postgres.PgProgress;
import io.ecart.analytics.postgres.PgSalesReports;
import io.ecart.analytics.postgres.PgSalesStore;
import io.ecart.analytics.postgres.PgStockStore;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventHandler;
import io.ecart.runtime.kafka.PgEventSink;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database of analytics to feed and to ask, without Kafka and HTTP. */
public final class TestStore implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final PgEventSink orders;
  private final PgEventSink products;
  private final PgEventSink stock;
  private final PgEventSink carts;

  public TestStore() {
    URI uri = URI.create(Servers.freshDatabase());
    PostgresSettings settings = new PostgresSettings(uri, "postgres", Secret.NONE, 4);
    Await.get(Postgres.migrate(vertx, settings, "analytics"));
    pool = Postgres.pool(vertx, settings);
    PgProgress progress = new PgProgress();
    orders = sink("orders", new OrderEvents(new PgSalesStore(), progress));
    products = sink("products", new ProductEvents(new PgCatalogueStore(), progress));
    stock = sink("stock", new StockEvents(new PgStockStore(), progress));
    carts = sink("carts", new CartEvents(new PgCartStore()));
  }

  private PgEventSink sink(String name, EventHandler handler) {
    return new PgEventSink(pool, name, handler);
  }

  public void orders(Event... events) {
    Await.get(orders.take(List.of(events)));
  }

  public void products(Event... events) {
    Await.get(products.take(List.of(events)));
  }

  public void stock(Event... events) {
    Await.get(stock.take(List.of(events)));
  }

  public void carts(Event... events) {
    Await.get(carts.take(List.of(events)));
  }

  public PgEventSink orderSink() {
    return orders;
  }

  /** Counts categories anew until nothing is left to do. */
  public void recount() {
    PgHousekeeping housekeeping = new PgHousekeeping(pool);
    while (Await.get(housekeeping.recountCategories())) {
      // A day of hours per turn.
    }
  }

  public Pool pool() {
    return pool;
  }

  public SalesReports reports() {
    return new PgSalesReports(pool);
  }

  public List<Bucket> sales(Interval interval, @Nullable GroupBy groupBy) {
    return Await.get(reports().sales(new Question(Period.ALL, interval, groupBy, 1_000_000, null)));
  }

  public static Event product(String sku, long version, String category, long price) {
    return product(sku, version, category, price, new JsonObject());
  }

  public static Event product(
      String sku, long version, String category, long price, JsonObject attributes) {
    JsonObject product =
        new JsonObject()
            .put("sku", sku)
            .put("name", "Name of " + sku)
            .put("category", category)
            .put("price", new JsonObject().put("amount", price).put("currency", "GBP"))
            .put("status", "active")
            .put("attributes", attributes)
            .put("version", version);
    return Event.of(
        "product", "product.updated", sku, Instant.now(), new JsonObject().put("product", product));
  }

  public static Event archived(String sku, long version, String category, long price) {
    Event event = product(sku, version, category, price);
    event.data().getJsonObject("product").put("status", "archived");
    return event;
  }

  @Override
  public void close() {
    Await.get(pool.close());
    Await.get(vertx.close());
  }
}
