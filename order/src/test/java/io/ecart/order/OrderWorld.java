package io.ecart.order;

import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.observe.Metrics;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.TokenIssuer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order service as it runs, on real Postgres and Kafka, with an inventory and a catalogue that
 * a test can bend. Skus A to E cost 100 to 500 and are plenty.
 */
final class OrderWorld implements AutoCloseable {
  private static final String ISSUER = "http://issuer.test";
  private static final String SECRET = "service-secret";

  final Vertx vertx = Vertx.vertx();
  final TokenIssuer tokens = TokenIssuer.shared(ISSUER, "ecart", SECRET);
  final FakeInventory inventory = new FakeInventory(vertx);
  final FakeProduct product = new FakeProduct(vertx);
  final FakeNotification notification = new FakeNotification(vertx);
  final Map<String, String> environment = new HashMap<>();
  private Clock clock = Clock.systemUTC();
  final PrometheusMeterRegistry metrics = Metrics.registry();
  private OrderVerticle verticle;
  private String deployment;

  OrderWorld() {
    this(Servers.freshDatabase());
  }

  OrderWorld(String database) {
    HttpServer issuer = Await.get(tokens.listen(vertx, 0));
    Await.get(inventory.start());
    Await.get(product.start());
    Await.get(notification.start());
    String auth = "http://127.0.0.1:" + issuer.actualPort() + "/api/v1/auth/";
    environment.put("ECART_HTTP_PORT", "0");
    environment.put("ECART_HTTP_HOST", "127.0.0.1");
    environment.put("ECART_MANAGEMENT_PORT", "0");
    environment.put("ECART_POSTGRES_URL", database);
    environment.put("ECART_KAFKA_BOOTSTRAP", Servers.kafka().bootstrap());
    environment.put("ECART_JWT_ISSUER", ISSUER);
    environment.put("ECART_JWT_JWKS_URL", auth + "jwks");
    environment.put("ECART_SERVICE_CLIENT_SECRET", SECRET);
    for (int i = 0; i < 5; i++) {
      String sku = String.valueOf((char) ('A' + i));
      product.sells(sku, 100L * (i + 1));
      inventory.stock(sku, 1_000_000);
    }
  }

  OrderWorld set(String key, String value) {
    environment.put("ECART_" + key, value);
    return this;
  }

  OrderWorld clock(Clock other) {
    clock = other;
    return this;
  }

  OrderWorld start() {
    Settings settings = new Settings(environment);
    OrderConfig config = OrderConfig.read(settings);
    settings.check();
    verticle = new OrderVerticle(config, new ServiceHost(clock, metrics, "127.0.0.1"));
    deployment = Await.get(vertx.deployVerticle(verticle));
    return this;
  }

  void stopService() {
    Await.get(vertx.undeploy(deployment));
  }

  HttpProbe probe() {
    return HttpProbe.at(verticle.port());
  }

  HttpProbe as(String user) {
    return probe().as(tokens.token(user));
  }

  HttpProbe asService() {
    return probe().as(tokens.serviceToken());
  }

  EventRecorder recorder() {
    return new EventRecorder(Servers.kafka().bootstrap(), List.of("order.events"));
  }

  /** Its database, to be closed by the caller. */
  Pool database() {
    return Postgres.pool(vertx, PostgresSettings.read(new Settings(environment)));
  }

  int port() {
    return verticle.port();
  }

  int managementPort() {
    return verticle.managementPort();
  }

  static JsonObject line(String sku, int quantity) {
    return new JsonObject().put("sku", sku).put("quantity", quantity);
  }

  static JsonObject address() {
    return new JsonObject()
        .put("name", "Alice Example")
        .put("line1", "Main Street 1")
        .put("city", "Berlin")
        .put("postalCode", "10115")
        .put("country", "DE");
  }

  static JsonObject order(JsonObject... lines) {
    return new JsonObject()
        .put("lines", new JsonArray(List.of(lines)))
        .put("contact", new JsonObject().put("email", "alice@example.org"))
        .put("shippingAddress", address());
  }

  /** Places an order of Alice's and gives it back. */
  JsonObject place(JsonObject... lines) {
    return as("alice").post("/api/v1/orders", order(lines)).expect(201).json();
  }

  JsonObject get(JsonObject order) {
    return as("sam").get(path(order)).expect(200).json();
  }

  static String path(JsonObject order) {
    return "/api/v1/orders/" + order.getString("id");
  }

  static String lineId(JsonObject order, int index) {
    return order.getJsonArray("lines").getJsonObject(index).getString("lineId");
  }

  static JsonObject units(JsonObject order, int index, int quantity) {
    return new JsonObject().put("lineId", lineId(order, index)).put("quantity", quantity);
  }

  static JsonObject lines(JsonObject... lines) {
    return new JsonObject().put("lines", new JsonArray(List.of(lines)));
  }

  /** Ships units and gives the shipment back. */
  JsonObject ship(JsonObject order, JsonObject... units) {
    return as("sam").post(path(order) + "/shipments", lines(units)).expect(201).json();
  }

  Answer deliver(JsonObject order, JsonObject shipment) {
    return as("sam").post(path(order) + "/shipments/" + shipment.getString("id") + "/deliver");
  }

  @Override
  public void close() {
    Await.get(vertx.close());
  }
}
