package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The part of a {@link StockClient} that is about staff's papers and about what orders tell. */
final class StockPapers {
  private static final String ADJUSTMENTS = "/api/v1/stock/adjustments";

  private final StockWorld world;
  private final StockModel model;
  private final Random random;

  StockPapers(StockWorld world, StockModel model, Random random) {
    this.world = world;
    this.model = model;
    this.random = random;
  }

  void adjust(String sku) {
    adjust(sku, adjustment(sku, place()).put("delta", random.nextInt(12) - 3));
  }

  /** Somebody counts; another may have been quicker, and then the count is void. */
  void count(String sku) {
    String place = place();
    long onHand =
        world.levels(sku).getJsonArray("locations").stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getString("location").equals(place))
            .mapToLong(each -> each.getLong("onHand"))
            .sum();
    long counted = Math.max(0, onHand + random.nextInt(5) - 2);
    adjust(
        sku, adjustment(sku, place).put("countedQuantity", counted).put("expectedOnHand", onHand));
  }

  private void adjust(String sku, JsonObject body) {
    Answer answer = staff().post(ADJUSTMENTS, body);
    if (StockClient.expect(answer, 201, 409) == 201) {
      model.add(sku, Deltas.onHand(answer.json().getLong("delta")));
    }
  }

  void spoil(String sku) {
    JsonObject body = adjustment(sku, place()).put("delta", 0).put("unavailableDelta", 1);
    if (StockClient.expect(staff().post(ADJUSTMENTS, body), 201, 409) == 201) {
      model.add(sku, new Deltas(0, 0, 0, 1, 0));
    }
  }

  private static JsonObject adjustment(String sku, String place) {
    return new JsonObject().put("sku", sku).put("location", place).put("reason", "correction");
  }

  void transfer(String sku) {
    int units = 1 + random.nextInt(3);
    JsonObject body = lines(line(sku, units)).put("from", "main").put("to", "shop");
    String path = created("/api/v1/transfers", body);
    if (!once(path + "/ship", new JsonObject())) {
      return;
    }
    model.add(sku, new Deltas(-units, 0, 0, 0, units));
    int counted = Math.max(0, units - random.nextInt(2));
    boolean received = once(path + "/receive", lines(line(sku, counted)));
    assertTrue(received, "what was shipped can be received");
    model.add(sku, new Deltas(counted, 0, 0, 0, -units));
  }

  void purchase(String sku) {
    int ordered = 1 + random.nextInt(6);
    JsonObject body = lines(line(sku, ordered)).put("supplier", "Acme").put("location", place());
    String path = created("/api/v1/purchase-orders", body);
    model.add(sku, Deltas.incoming(ordered));
    int units = 1 + random.nextInt(8);
    int damaged = random.nextInt(2);
    JsonObject delivery = lines(line(sku, units).put("damaged", damaged));
    HttpProbe keyed = staff().with("Idempotency-Key", Ids.next().toString());
    CompletableFuture<Answer> first = keyed.postAsync(path + "/receive", delivery);
    CompletableFuture<Answer> again = keyed.postAsync(path + "/receive", delivery);
    Stream.of(first, again).forEach(each -> StockClient.expect(each.join(), 200, 409));
    int arrived = Math.min(units, ordered);
    model.add(sku, new Deltas(units, 0, 0, damaged, -arrived));
    if (arrived < ordered) {
      staff().post(path + "/receive", lines().put("close", true)).expect(200);
      model.add(sku, Deltas.incoming(arrived - ordered));
    }
  }

  private String created(String path, JsonObject body) {
    return path + "/" + staff().post(path, body).expect(201).json().getString("id");
  }

  /** Whether a step was taken that is asked for twice at the same instant, at both instances. */
  private boolean once(String path, JsonObject body) {
    List<CompletableFuture<Answer>> both =
        world.instances().stream().map(each -> each.staff().postAsync(path, body)).toList();
    long taken =
        both.stream().filter(each -> StockClient.expect(each.join(), 200, 409) == 200).count();
    assertTrue(taken <= 1, "a step was taken twice");
    return taken == 1;
  }

  void cancel(String order, List<JsonObject> parts) {
    JsonObject data = new JsonObject().put("released", new JsonArray(parts));
    world.tell("order.cancelled", order, data, 1 + random.nextInt(2));
    parts.forEach(part -> add(part, 0, -1, 0));
  }

  void ship(String order, List<JsonObject> parts) {
    JsonArray lines = new JsonArray();
    parts.forEach(
        part -> {
          JsonObject from =
              new JsonObject()
                  .put("location", part.getString("location"))
                  .put("quantity", part.getLong("quantity"));
          lines.add(part.copy().put("from", new JsonArray().add(from)));
        });
    JsonObject shipment = new JsonObject().put("id", "s").put("lines", lines);
    world.tell("order.shipped", order, new JsonObject().put("shipment", shipment), 1);
    parts.forEach(part -> add(part, -1, -1, 0));
  }

  void shipAndTakeBack(String order, List<JsonObject> parts) {
    ship(order, parts);
    boolean damaged = random.nextBoolean();
    JsonArray lines = new JsonArray();
    parts.forEach(
        part -> lines.add(part.copy().put("condition", damaged ? "damaged" : "sellable")));
    JsonObject data = new JsonObject().put("return", new JsonObject().put("lines", lines));
    world.tell("order.returned", order, data, 1 + random.nextInt(2));
    parts.forEach(part -> add(part, 1, 0, damaged ? 1 : 0));
  }

  private void add(JsonObject part, int onHand, int allocated, int unavailable) {
    long units = part.getLong("quantity");
    Deltas deltas = new Deltas(onHand * units, 0, allocated * units, unavailable * units, 0);
    model.add(part.getString("sku"), deltas);
  }

  private HttpProbe staff() {
    return world.instances().get(random.nextInt(2)).staff();
  }

  private String place() {
    return random.nextInt(3) > 0 ? "main" : "shop";
  }

  private static JsonObject line(String sku, int units) {
    return new JsonObject().put("sku", sku).put("quantity", units);
  }

  private static JsonObject lines(JsonObject... lines) {
    return new JsonObject().put("lines", new JsonArray(List.of(lines)));
  }
}
