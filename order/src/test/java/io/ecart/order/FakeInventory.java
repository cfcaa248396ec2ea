package io.ecart.order;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Inventory as far as the order service sees it: holds and releases over HTTP, all lines or none.
 * Goods lie in two places, "main" first; whatever does not fit there comes from "back".
 */
final class FakeInventory extends FakeService {
  private static final int MAIN_MOST = 5;
  private static final int PLENTY = 1_000_000;
  private static final int MOST_SKUS = 200;

  private final Map<String, Integer> available = new ConcurrentHashMap<>();
  private final Map<String, Integer> onHand = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> held = new ConcurrentHashMap<>();
  private final List<JsonObject> movements = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Runnable onHold = () -> {};
  private volatile List<String> locations = List.of("back", "main");
  private volatile Set<String> looked = Set.of();
  private volatile boolean garbled;

  FakeInventory(Vertx vertx) {
    super(vertx, "inventory");
  }

  @Override
  Future<JsonObject> answer(HttpServerRequest request, JsonObject body) {
    calls.incrementAndGet();
    if (garbled) {
      return Future.succeededFuture(new JsonObject());
    }
    return switch (request.path()) {
      case "/api/v1/reservations/batch" -> holdAll(body);
      case "/api/v1/reservations/batch-release" -> releaseAll(body);
      case "/api/v1/locations" -> Future.succeededFuture(locations(request.getParam("cursor")));
      case "/api/v1/stock" -> Future.succeededFuture(levels(request.getParam("skus")));
      default -> Future.succeededFuture(movements(request.params().getAll("reference")));
    };
  }

  FakeInventory stock(String sku, int units) {
    available.put(sku, units);
    return this;
  }

  /** What lies there, from now on; enough for every order when nothing is said. */
  FakeInventory onHand(String sku, int units) {
    onHand.put(sku, units);
    return this;
  }

  /** The codes of all places from now on, told one a page. */
  void locations(List<String> codes) {
    locations = codes;
  }

  /** Whether answers lack all that should be in them, from now on. */
  void garble(boolean whether) {
    garbled = whether;
  }

  /** The skus that were last asked for to know what is on hand. */
  Set<String> looked() {
    return looked;
  }

  int available(String sku) {
    return available.getOrDefault(sku, 0);
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

  private JsonObject locations(@Nullable String cursor) {
    int index = cursor == null ? 0 : Integer.parseInt(cursor);
    String next = index + 1 < locations.size() ? Integer.toString(index + 1) : null;
    return page(List.of(new JsonObject().put("code", locations.get(index)))).put("next", next);
  }

  private JsonObject levels(String skus) {
    JsonArray items = new JsonArray();
    looked = Set.of(skus.split(","));
    if (looked.size() > MOST_SKUS) {
      throw new IllegalArgumentException("Inventory tells of " + MOST_SKUS + " skus at most");
    }
    for (String sku : looked) {
      int units = onHand.getOrDefault(sku, PLENTY);
      JsonObject level =
          new JsonObject().put("location", "main").put("onHand", units + 1).put("unavailable", 1);
      items.add(new JsonObject().put("sku", sku).put("locations", new JsonArray().add(level)));
    }
    return new JsonObject().put("items", items);
  }

  private Future<JsonObject> holdAll(JsonObject body) {
    JsonArray results = new JsonArray();
    for (Object each : body.getJsonArray("reservations")) {
      results.add(hold((JsonObject) each));
    }
    return vertx.executeBlocking(
        () -> {
          onHold.run();
          return new JsonObject().put("results", results);
        });
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

  private Future<JsonObject> releaseAll(JsonObject body) {
    for (Object id : body.getJsonArray("ids")) {
      JsonObject hold = held.remove(String.valueOf(id));
      if (hold != null) {
        hold.getJsonArray("lines").forEach(each -> giveBack((JsonObject) each));
      }
    }
    return Future.succeededFuture(new JsonObject().put("results", new JsonArray()));
  }

  private void giveBack(JsonObject line) {
    available.merge(line.getString("sku"), line.getInteger("quantity"), Integer::sum);
  }

  private JsonObject movements(List<String> references) {
    return page(
        movements.stream()
            .filter(each -> references.contains(each.getString("reference")))
            .toList());
  }
}
