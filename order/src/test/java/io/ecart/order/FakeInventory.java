package io.ecart.order;

import io.ecart.runtime.discovery.Registry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Inventory as far as the order service sees it: holds and releases over HTTP, all lines or none.
 * Goods lie in two places, "main" first; whatever does not fit there comes from "back".
 */
final class FakeInventory {
  private static final int MAIN_MOST = 5;

  private final Vertx vertx;
  private final Registry registry;
  private final Map<String, Integer> available = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> held = new ConcurrentHashMap<>();
  private final List<JsonObject> movements = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int answer = 200;
  private volatile Runnable onHold = () -> {};

  FakeInventory(Vertx vertx) {
    this.vertx = vertx;
    this.registry = new Registry(vertx);
  }

  Future<Void> start() {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false));
    router.post("/api/v1/reservations/batch").handler(this::hold);
    router.post("/api/v1/reservations/batch-release").handler(this::release);
    router.get("/api/v1/stock/movements").handler(this::movements);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .onSuccess(listening -> server = listening)
        .compose(listening -> registry.publish("inventory", "127.0.0.1", listening.actualPort()));
  }

  Future<Void> stop() {
    return registry.stop().compose(stopped -> server.close());
  }

  FakeInventory stock(String sku, int units) {
    available.put(sku, units);
    return this;
  }

  int available(String sku) {
    return available.getOrDefault(sku, 0);
  }

  /** Every answer from now on has this status. */
  void answerWith(int status) {
    answer = status;
  }

  /** Runs when goods have been held, before the answer leaves; it may block. */
  void onHold(Runnable action) {
    onHold = action;
  }

  /** References of the holds that are neither released nor gone. */
  List<String> heldReferences() {
    return held.values().stream().map(each -> each.getString("reference")).toList();
  }

  boolean holds(String id) {
    return held.containsKey(id);
  }

  int calls() {
    return calls.get();
  }

  void addMovement(JsonObject movement) {
    movements.add(movement);
  }

  private void hold(RoutingContext context) {
    calls.incrementAndGet();
    if (answer != 200) {
      context.response().setStatusCode(answer).end();
      return;
    }
    JsonArray results = new JsonArray();
    for (Object each : context.body().asJsonObject().getJsonArray("reservations")) {
      results.add(hold((JsonObject) each));
    }
    vertx
        .executeBlocking(
            () -> {
              onHold.run();
              return results;
            })
        .onSuccess(done -> context.json(new JsonObject().put("results", done)));
  }

  private JsonObject hold(JsonObject wanted) {
    JsonArray errors = new JsonArray();
    JsonArray lines = wanted.getJsonArray("lines");
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = lines.getJsonObject(i);
      int left = available(line.getString("sku"));
      if (line.getInteger("quantity") > left) {
        errors.add(shortLine(i, line, left));
      }
    }
    if (!errors.isEmpty()) {
      JsonObject problem = new JsonObject().put("code", "insufficient_stock").put("errors", errors);
      return new JsonObject().put("status", 409).put("problem", problem);
    }
    lines.forEach(each -> take((JsonObject) each));
    held.put(wanted.getString("id"), wanted);
    return new JsonObject().put("status", 201).put("reservation", reservation(wanted));
  }

  private static JsonObject shortLine(int index, JsonObject line, int left) {
    return new JsonObject()
        .put("pointer", "/lines/" + index)
        .put("code", "insufficient_stock")
        .put("detail", "short")
        .put("sku", line.getString("sku"))
        .put("requested", line.getInteger("quantity"))
        .put("available", left);
  }

  private void take(JsonObject line) {
    available.merge(line.getString("sku"), -line.getInteger("quantity"), Integer::sum);
  }

  private static JsonObject reservation(JsonObject wanted) {
    JsonArray lines = new JsonArray();
    for (Object each : wanted.getJsonArray("lines")) {
      JsonObject line = (JsonObject) each;
      lines.add(line.copy().put("allocations", allocations(line.getInteger("quantity"))));
    }
    return wanted.copy().put("status", "held").put("version", 1).put("lines", lines);
  }

  private static JsonArray allocations(int quantity) {
    List<JsonObject> parts = new ArrayList<>();
    int fromMain = Math.min(quantity, MAIN_MOST);
    parts.add(new JsonObject().put("location", "main").put("quantity", fromMain));
    if (quantity > fromMain) {
      parts.add(new JsonObject().put("location", "back").put("quantity", quantity - fromMain));
    }
    return new JsonArray(parts);
  }

  private void release(RoutingContext context) {
    calls.incrementAndGet();
    if (answer != 200) {
      context.response().setStatusCode(answer).end();
      return;
    }
    for (Object id : context.body().asJsonObject().getJsonArray("ids")) {
      JsonObject hold = held.remove(String.valueOf(id));
      if (hold != null) {
        hold.getJsonArray("lines").forEach(each -> giveBack((JsonObject) each));
      }
    }
    context.json(new JsonObject().put("results", new JsonArray()));
  }

  private void giveBack(JsonObject line) {
    available.merge(line.getString("sku"), line.getInteger("quantity"), Integer::sum);
  }

  private void movements(RoutingContext context) {
    if (answer != 200) {
      context.response().setStatusCode(answer).end();
      return;
    }
    String reference = context.request().getParam("reference");
    JsonArray items = new JsonArray();
    movements.stream()
        .filter(each -> reference.equals(each.getString("reference")))
        .forEach(items::add);
    context.json(new JsonObject().put("items", items).putNull("next"));
  }
}
