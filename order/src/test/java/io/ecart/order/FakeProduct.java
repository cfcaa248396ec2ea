package io.ecart.order;

import io.ecart.runtime.discovery.Registry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The product service as far as the order service sees it: a list by sku. */
final class FakeProduct {
  private final Vertx vertx;
  private final Registry registry;
  private final Map<String, JsonObject> products = new ConcurrentHashMap<>();
  private HttpServer server;
  private volatile int answer = 200;

  FakeProduct(Vertx vertx) {
    this.vertx = vertx;
    this.registry = new Registry(vertx);
  }

  Future<Void> start() {
    Router router = Router.router(vertx);
    router.get("/api/v1/products").handler(this::list);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .onSuccess(listening -> server = listening)
        .compose(listening -> registry.publish("product", "127.0.0.1", listening.actualPort()));
  }

  Future<Void> stop() {
    return registry.stop().compose(stopped -> server.close());
  }

  FakeProduct sells(String sku, long price) {
    return sells(sku, price, "EUR", "active");
  }

  FakeProduct sells(String sku, long price, String currency, String status) {
    products.put(sku, product(sku, price, currency, status, 1));
    return this;
  }

  static JsonObject product(String sku, long price, String currency, String status, int version) {
    return new JsonObject()
        .put("sku", sku)
        .put("name", "The " + sku)
        .put("price", new JsonObject().put("amount", price).put("currency", currency))
        .put("status", status)
        .put("version", version);
  }

  /** Every answer from now on has this status. */
  void answerWith(int status) {
    answer = status;
  }

  private void list(RoutingContext context) {
    if (answer != 200) {
      context.response().setStatusCode(answer).end();
      return;
    }
    JsonArray items = new JsonArray();
    for (String sku : context.request().getParam("skus").split(",")) {
      if (products.containsKey(sku)) {
        items.add(products.get(sku));
      }
    }
    context.json(new JsonObject().put("items", items).putNull("next"));
  }
}
