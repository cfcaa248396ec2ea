package io.ecart.cart;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.discovery.Registry;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.observe.Metrics;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The cart service with real Redis and Kafka, and small fakes of the services that it asks. */
final class Shop implements AutoCloseable {
  static final String CARTS = "/api/v1/carts";
  private static final String SECRET = "a secret";
  private static final String ISSUER = "http://issuer.test";

  final Vertx vertx = Vertx.vertx();
  final TokenIssuer tokens = TokenIssuer.shared(ISSUER, "ecart", SECRET);
  final FakeProducts products = new FakeProducts();
  final FakeOrders orders = new FakeOrders(vertx);
  final CartVerticle cart;
  final HttpProbe probe;

  private Shop(Map<String, String> settings) {
    HttpServer issuer = Await.get(tokens.listen(vertx, 0));
    publish("product", Await.get(products.listen(vertx)));
    publish("order", Await.get(orders.listen()));
    Map<String, String> environment = new HashMap<>();
    String auth = "http://127.0.0.1:" + issuer.actualPort() + TokenIssuer.PATH;
    environment.put("ECART_HTTP_PORT", "0");
    environment.put("ECART_MANAGEMENT_PORT", "0");
    environment.put("ECART_HTTP_HOST", "127.0.0.1");
    environment.put("ECART_JWT_ISSUER", ISSUER);
    environment.put("ECART_JWT_JWKS_URL", auth + "jwks");
    environment.put("ECART_SERVICE_CLIENT_SECRET", SECRET);
    environment.put("ECART_CART_PRICE_CACHE", "0s");
    environment.putAll(settings);
    Settings read = new Settings(environment);
    CartConfig config = CartConfig.read(read);
    read.check();
    cart =
        new CartVerticle(
            config, new ServiceHost(Clock.systemUTC(), Metrics.registry("cart"), "127.0.0.1"));
    Await.get(vertx.deployVerticle(cart));
    probe = HttpProbe.at(cart.port());
    Await.until("readiness", () -> ready().status() == 200);
  }

  /** With servers that other tests use too; {@code more} is {@code KEY, value} in turn. */
  static Shop open(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("ECART_REDIS_URL", Servers.redisUri());
    settings.put("ECART_KAFKA_BOOTSTRAP", Servers.kafka().bootstrap());
    for (int i = 0; i < more.length; i += 2) {
      settings.put("ECART_" + more[i], more[i + 1]);
    }
    return new Shop(settings);
  }

  private void publish(String name, HttpServer server) {
    Await.get(new Registry(vertx).publish(name, "127.0.0.1", server.actualPort()));
  }

  HttpProbe alice() {
    return probe.as(tokens.token("alice"));
  }

  HttpProbe bob() {
    return probe.as(tokens.token("bob"));
  }

  Answer ready() {
    return HttpProbe.at(cart.managementPort()).get("/health/ready");
  }

  /** A new guest cart's path. */
  String guestCart() {
    return CARTS + "/" + probe.post(CARTS).expect(201).json().getString("id");
  }

  /** A new guest cart with so many of each sku. */
  String guestCartOf(long quantity, String... skus) {
    String cart = guestCart();
    for (String sku : skus) {
      probe.post(cart + "/items", item(sku, quantity)).expect(201);
    }
    return cart;
  }

  static JsonObject item(String sku, long quantity) {
    return new JsonObject().put("sku", sku).put("quantity", quantity);
  }

  static JsonObject quantity(long quantity) {
    return new JsonObject().put("quantity", quantity);
  }

  static JsonObject form() {
    return new JsonObject()
        .put("email", "ann@example.org")
        .put("phone", "+49 30 1234")
        .put(
            "shippingAddress",
            new JsonObject()
                .put("name", "Ann")
                .put("line1", "Street 1")
                .put("city", "Berlin")
                .put("postalCode", "10115")
                .put("country", "DE"));
  }

  static JsonArray items(Answer answer) {
    return answer.json().getJsonArray("items");
  }

  static JsonObject item(Answer answer, int index) {
    return items(answer).getJsonObject(index);
  }

  static long subtotal(Answer answer) {
    return answer.json().getJsonObject("subtotal").getLong("amount");
  }

  @Override
  public void close() {
    Await.get(vertx.close());
  }
}
