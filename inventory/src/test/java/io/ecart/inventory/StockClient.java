package io.ecart.inventory;

import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One of many who do what they like with stock, and note in the model what they were told. Much is
 * asked twice at the same instant, at either instance; the model counts it once.
 */
final class StockClient {
  private static final String RESERVATIONS = "/api/v1/reservations";
  private static final int NAP_STEPS = 8;

  private final StockWorld world;
  private final StockModel model;
  private final List<String> skus;
  private final Random random;
  private final StockPapers papers;
  private final Deque<JsonObject> forgotten = new ArrayDeque<>();
  private final Deque<JsonObject> unplaced = new ArrayDeque<>();

  StockClient(StockWorld world, StockModel model, List<String> skus, long seed) {
    this.world = world;
    this.model = model;
    this.skus = skus;
    this.random = new Random(seed);
    this.papers = new StockPapers(world, model, random);
  }

  void act(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    unplaced.forEach(this::place);
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0 -> papers.adjust(sku());
      case 1 -> papers.count(sku());
      case 2 -> papers.spoil(sku());
      case 3 -> papers.transfer(sku());
      case 4 -> papers.purchase(sku());
      case 5 -> hold("cart/x", 900).forEach(hold -> add(hold, 1, 0));
      case 6 -> hold("cart/x", 900).forEach(this::release);
      case 7 -> hold("cart/x", 900).forEach(this::commit);
      case 8 -> hold("cart/x", 1).forEach(forgotten::add);
      case 9 -> remember();
      default -> order();
    }
  }

  /** A hold of up to two skus; none when there is too little. Asked for twice, it is one hold. */
  private List<JsonObject> hold(String reference, int ttlSeconds) {
    JsonObject wish =
        RunningInventory.wish(reference, sku(), 1 + random.nextInt(3), sku(), 1 + random.nextInt(2))
            .put("id", Ids.next().toString())
            .put("ttlSeconds", ttlSeconds);
    return twice("POST", RESERVATIONS, wish)
        .filter(answer -> expect(answer, 201, 409) == 201)
        .map(Answer::json)
        .distinct()
        .toList();
  }

  private void release(JsonObject hold) {
    twice("DELETE", path(hold), null).forEach(answer -> expect(answer, 204));
  }

  private void commit(JsonObject hold) {
    twice("POST", path(hold) + "/commit", null).forEach(answer -> expect(answer, 200));
    add(hold, 0, 1);
  }

  /** A hold whose time may be over by now: it is committed, or it has run out, never both. */
  private void remember() {
    if (forgotten.size() < NAP_STEPS / 2) {
      return;
    }
    JsonObject hold = forgotten.remove();
    boolean committed =
        twice("POST", path(hold) + "/commit", null)
            .map(answer -> expect(answer, 200, 409))
            .anyMatch(status -> status == 200);
    if (committed) {
      add(hold, 0, 1);
    }
  }

  /** Some orders never come to be, and some come late: their hold's time is over by then. */
  private void order() {
    String order = Ids.next().toString();
    int ttl = random.nextBoolean() ? 1 : 900;
    boolean comesToBe = ttl == 900 || random.nextInt(4) > 0;
    if (comesToBe) {
      world.orderExists(order);
      model.addOrder(order);
    }
    List<JsonObject> held = hold("order/" + order, ttl);
    if (comesToBe) {
      unplaced.addAll(held);
    }
    if (unplaced.size() > NAP_STEPS) {
      place(unplaced.remove());
    }
  }

  private void place(JsonObject hold) {
    String order = hold.getString("reference").substring("order/".length());
    JsonObject whole = new JsonObject().put("id", order).put("lines", hold.getJsonArray("lines"));
    JsonObject data =
        new JsonObject().put("reservationId", hold.getString("id")).put("order", whole);
    world.tell("order.placed", order, data, 1 + random.nextInt(2));
    add(hold, 0, 1);
    switch (random.nextInt(4)) {
      case 0 -> papers.cancel(order, parts(hold));
      case 1 -> papers.ship(order, parts(hold));
      case 2 -> papers.shipAndTakeBack(order, parts(hold));
      default -> {
        // It waits for somebody to ship it.
      }
    }
  }

  /** Where the units of a hold lie. */
  private static List<JsonObject> parts(JsonObject hold) {
    return lines(hold)
        .flatMap(
            line ->
                line.getJsonArray("allocations").stream()
                    .map(JsonObject.class::cast)
                    .map(each -> each.copy().put("sku", line.getString("sku"))))
        .toList();
  }

  private void add(JsonObject hold, int reserved, int allocated) {
    lines(hold)
        .forEach(
            line -> {
              long units = line.getLong("quantity");
              model.add(
                  line.getString("sku"), new Deltas(0, reserved * units, allocated * units, 0, 0));
            });
  }

  private static Stream<JsonObject> lines(JsonObject hold) {
    JsonArray lines = hold.getJsonArray("lines");
    return lines.stream().map(JsonObject.class::cast);
  }

  private static String path(JsonObject hold) {
    return RESERVATIONS + "/" + hold.getString("id");
  }

  private Stream<Answer> twice(String method, String path, JsonObject body) {
    String type = body == null ? "" : "application/json";
    String text = body == null ? "" : body.encode();
    CompletableFuture<Answer> first = either().sendAsync(method, path, type, text);
    CompletableFuture<Answer> again = either().sendAsync(method, path, type, text);
    return Stream.of(first.join(), again.join());
  }

  private HttpProbe either() {
    return world.instances().get(random.nextInt(2)).service();
  }

  private String sku() {
    return skus.get(random.nextInt(skus.size()));
  }

  /** The status, when it is one of those. */
  static int expect(Answer answer, int... allowed) {
    for (int status : allowed) {
      if (answer.status() == status) {
        return status;
      }
    }
    throw new AssertionError(answer.status() + ": " + answer.text());
  }
}
