package io.ecart.product;

import io.ecart.runtime.discovery.Registry;
import io.ecart.testkit.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Inventory as the product service sees it: {@code GET /api/v1/stock?skus=…}, found by discovery.
 */
final class FakeInventory {
  /** How it takes a question. */
  enum Mood {
    ANSWERS,
    FAILS,
    SILENT
  }

  private final Map<String, Long> skuToAvailable = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private volatile Mood mood = Mood.ANSWERS;

  static FakeInventory start(Vertx vertx) {
    FakeInventory inventory = new FakeInventory();
    HttpServer server =
        Await.get(
            vertx.createHttpServer().requestHandler(inventory::answer).listen(0, "127.0.0.1"));
    Await.get(new Registry(vertx).publish("inventory", "127.0.0.1", server.actualPort()));
    return inventory;
  }

  void stock(String sku, long available) {
    skuToAvailable.put(sku, available);
  }

  void become(Mood next) {
    mood = next;
  }

  /** What was asked, as {@code skus=…} came. */
  List<String> questions() {
    return List.copyOf(questions);
  }

  private void answer(HttpServerRequest request) {
    String skus = request.getParam("skus");
    questions.add(skus);
    if (mood == Mood.SILENT) {
      return;
    }
    if (mood == Mood.FAILS) {
      request.response().setStatusCode(500).end();
      return;
    }
    JsonArray items = new JsonArray();
    for (String sku : skus.split(",")) {
      Long available = skuToAvailable.get(sku);
      if (available != null) {
        items.add(count(sku, available));
      }
    }
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("items", items).putNull("next").toBuffer());
  }

  private static JsonObject count(String sku, long available) {
    String status = available == 0 ? "out_of_stock" : "in_stock";
    return new JsonObject()
        .put("sku", sku)
        .put("available", available)
        .put("status", status)
        .put("asOf", "2026-01-31T09:00:00Z");
  }
}
