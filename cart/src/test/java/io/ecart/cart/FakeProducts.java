package io.ecart.cart;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A product service of a few products that can be made to fail or to hang. */
final class FakeProducts {
  private final Map<String, JsonObject> skuToProduct = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean away;
  private volatile boolean silent;

  Future<HttpServer> listen(Vertx vertx) {
    return vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1");
  }

  void put(String sku, long price) {
    put(sku, price, "in_stock", 1_000_000);
  }

  void put(String sku, long price, String stock, long available) {
    skuToProduct.put(
        sku,
        new JsonObject()
            .put("sku", sku)
            .put("name", "The " + sku)
            .put("price", new JsonObject().put("amount", price).put("currency", "EUR"))
            .put("status", "active")
            .put(
                "availability", new JsonObject().put("status", stock).put("available", available)));
  }

  void status(String sku, String status) {
    skuToProduct.get(sku).put("status", status);
  }

  void currency(String sku, String currency) {
    skuToProduct.get(sku).getJsonObject("price").put("currency", currency);
  }

  /** Answers 503 from now on. */
  void goAway() {
    away = true;
  }

  /** Takes requests from now on, but does not answer them. */
  void goSilent() {
    silent = true;
  }

  void comeBack() {
    away = false;
    silent = false;
  }

  /** How many requests came. */
  int asked() {
    return asked.get();
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    if (silent) {
      return;
    }
    if (away) {
      request.response().setStatusCode(503).end();
      return;
    }
    JsonArray items = new JsonArray();
    for (String sku : request.getParam("skus").split(",")) {
      if (skuToProduct.containsKey(sku)) {
        items.add(skuToProduct.get(sku));
      }
    }
    request.response().end(new JsonObject().put("items", items).putNull("next").toBuffer());
  }
}
