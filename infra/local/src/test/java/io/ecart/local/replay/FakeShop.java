package io.ecart.local.replay;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A shop small enough to be read at a glance, that does wrong what a test tells it to. */
final class FakeShop implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Map<String, JsonObject> idToOrder = new HashMap<>();
  private final Map<String, Integer> skuToOnHand = new TreeMap<>();
  private final Map<String, int[]> skuToSales = new TreeMap<>();
  private final Map<String, JsonObject> returns = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<String> imported = new HashSet<>();

  /** A sku of which nothing is sold. */
  volatile String scarce = "";

  /** A sku that the import refuses. */
  volatile String refused = "";

  /** A sku of which a unit is lost whenever one is shipped. */
  volatile String leaking = "";

  /** How often the next orders are put off with 503. */
  volatile int busy;

  /** How many of the next orders are carried out, but their answer is lost. */
  volatile int cuts;

  volatile boolean shipsNothing;
  volatile int repeats;

  private FakeShop() throws Exception {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false));
    router.post("/api/v1/auth/token").handler(c -> json(c, 200, "access_token", "secret"));
    router.post("/api/v1/products/import").handler(this::products);
    router.post("/api/v1/stock/adjustments/batch").handler(this::adjust);
    router.get("/api/v1/stock").handler(this::stock);
    router.post("/api/v1/orders").handler(this::place);
    router.get("/api/v1/orders").handler(this::list);
    router.post("/api/v1/orders/:id/cancel").handler(this::cancel);
    router.post("/api/v1/orders/:id/shipments").handler(this::ship);
    router.post("/api/v1/orders/:id/returns").handler(this::giveBack);
    router.post("/api/v1/returns/:id/receive").handler(this::receive);
    router.get("/api/v1/analytics/sales").handler(this::sales);
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  static FakeShop open() throws Exception {
    return new FakeShop();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private static void json(RoutingContext context, int status, Object... members) {
    JsonObject body = new JsonObject();
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    context.response().setStatusCode(status).end(body.toBuffer());
  }

  private void products(RoutingContext context) {
    JsonArray errors = new JsonArray();
    context
        .body()
        .asString()
        .lines()
        .skip(1)
        .map(line -> line.split(",")[0])
        .forEach(
            sku -> {
              if (sku.equals(refused)) {
                errors.add(new JsonObject().put("sku", sku).put("code", "length"));
              } else {
                imported.add(sku);
              }
            });
    json(
        context,
        200,
        "created",
        imported.size(),
        "updated",
        0,
        "unchanged",
        0,
        "failed",
        errors.size(),
        "errors",
        errors);
  }

  private void adjust(RoutingContext context) {
    JsonArray results = new JsonArray();
    for (JsonObject row : objects(context.body().asJsonObject().getJsonArray("adjustments"))) {
      skuToOnHand.merge(row.getString("sku"), row.getInteger("delta"), Integer::sum);
      results.add(new JsonObject().put("status", 201));
    }
    json(context, 200, "results", results);
  }

  private void stock(RoutingContext context) {
    JsonArray items = new JsonArray();
    for (String sku : context.request().getParam("skus").split(",")) {
      items.add(
          new JsonObject()
              .put("sku", sku)
              .put("onHand", skuToOnHand.getOrDefault(sku, 0))
              .put("reserved", 0)
              .put("allocated", allocated(sku)));
    }
    json(context, 200, "items", items, "next", null);
  }

  private int allocated(String sku) {
    return idToOrder.values().stream()
        .filter(order -> order.getString("status").equals("confirmed"))
        .flatMap(order -> objects(order.getJsonArray("lines")).stream())
        .filter(line -> line.getString("sku").equals(sku))
        .mapToInt(line -> line.getInteger("quantity"))
        .sum();
  }

  private void place(RoutingContext context) {
    if (busy > 0) {
      busy--;
      context.response().putHeader("Retry-After", "1").setStatusCode(503).end("{}");
      return;
    }
    JsonObject order = context.body().asJsonObject();
    List<JsonObject> lines = objects(order.getJsonArray("lines"));
    if (lines.stream().anyMatch(line -> line.getString("sku").equals(scarce))) {
      json(context, 409, "code", "insufficient_stock");
      return;
    }
    String id = UUID.nameUUIDFromBytes(key(context).getBytes()).toString();
    order.put("id", id).put("status", "confirmed");
    lines.forEach(line -> line.put("lineId", UUID.randomUUID().toString()));
    JsonObject known = idToOrder.putIfAbsent(id, order);
    repeats += known == null ? 0 : 1;
    if (known == null) {
      lines.forEach(line -> book(line, line.getInteger("quantity"), 0));
    }
    if (cuts > 0) {
      cuts--;
      context.request().connection().close();
      return;
    }
    context.response().setStatusCode(201).end((known == null ? order : known).toBuffer());
  }

  private static String key(RoutingContext context) {
    return context.request().getHeader("Idempotency-Key");
  }

  private void book(JsonObject line, int units, int column) {
    int[] sums = skuToSales.computeIfAbsent(line.getString("sku"), sku -> new int[4]);
    sums[column] += units;
    sums[column + 1] += units * line.getJsonObject("unitPrice").getInteger("amount");
  }

  private void list(RoutingContext context) {
    String sku = context.request().getParam("sku");
    List<JsonObject> found =
        idToOrder.values().stream().filter(order -> order.encode().contains(sku)).toList();
    json(context, 200, "items", new JsonArray(found), "next", null);
  }

  private JsonObject order(RoutingContext context) {
    return idToOrder.get(context.pathParam("id"));
  }

  private void cancel(RoutingContext context) {
    JsonObject order = order(context).put("status", "cancelled");
    objects(order.getJsonArray("lines")).forEach(l -> book(l, -l.getInteger("quantity"), 0));
    json(context, 200);
  }

  private void ship(RoutingContext context) {
    if (shipsNothing) {
      json(context, 409, "code", "illegal_state");
      return;
    }
    JsonObject order = order(context).put("status", "shipped");
    for (JsonObject line : objects(order.getJsonArray("lines"))) {
      int lost = line.getString("sku").equals(leaking) ? 1 : 0;
      skuToOnHand.merge(line.getString("sku"), -line.getInteger("quantity") - lost, Integer::sum);
    }
    json(context, 201);
  }

  private void giveBack(RoutingContext context) {
    String id = UUID.randomUUID().toString();
    returns.put(id, order(context));
    json(context, 201, "id", id);
  }

  private void receive(RoutingContext context) {
    if (keys.add(key(context))) {
      List<JsonObject> lines = objects(returns.get(context.pathParam("id")).getJsonArray("lines"));
      for (JsonObject back : objects(context.body().asJsonObject().getJsonArray("lines"))) {
        JsonObject line =
            lines.stream()
                .filter(each -> each.getString("lineId").equals(back.getString("lineId")))
                .findFirst()
                .orElseThrow();
        skuToOnHand.merge(line.getString("sku"), back.getInteger("quantity"), Integer::sum);
        book(line, back.getInteger("quantity"), 2);
      }
    }
    json(context, 200);
  }

  private void sales(RoutingContext context) {
    JsonArray items = new JsonArray();
    skuToSales.forEach(
        (sku, sums) ->
            items.add(
                new JsonObject()
                    .put("sku", sku)
                    .put("quantity", sums[0])
                    .put("revenue", new JsonObject().put("amount", sums[1]))
                    .put("returnedQuantity", sums[2])
                    .put("refunded", new JsonObject().put("amount", sums[3]))));
    json(context, 200, "items", items, "next", null);
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
