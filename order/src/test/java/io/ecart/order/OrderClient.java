package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lines;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One of many who place orders and then all change the same ones. Everything is asked at both
 * instances at the same instant, now as a repeat under one key, now as two wishes of their own.
 */
final class OrderClient {
  private static final List<String> SKUS = List.of("A", "B", "RARE");
  private static final int FEW = 6;

  private final List<OrderWorld> worlds;
  private final List<String> orders;
  private final Set<String> shipments;
  private final Random random;

  /**
   * @param orders the ids of all orders that were acknowledged, shared by all clients
   * @param shipments likewise
   */
  OrderClient(List<OrderWorld> worlds, List<String> orders, Set<String> shipments, long seed) {
    this.worlds = worlds;
    this.orders = orders;
    this.shipments = shipments;
    this.random = new Random(seed);
  }

  void act(int steps) {
    for (int i = 0; i < steps; i++) {
      if (orders.size() < FEW || random.nextInt(8) == 0) {
        place();
      } else {
        step("/api/v1/orders/" + orders.get(random.nextInt(orders.size())));
      }
    }
  }

  private void step(String path) {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> revise(path);
      case 3, 4 -> ship(path);
      case 5 -> deliver(path);
      case 6 -> takeBack(path);
      default -> cancel(path);
    }
  }

  private void place() {
    List<String> keys = keys();
    List<String> placed =
        both("POST", "/api/v1/orders", OrderWorld.order(someLines()), keys)
            .filter(answer -> expect(answer, 201, 409) == 201)
            .map(answer -> answer.json().getString("id"))
            .distinct()
            .toList();
    assertTrue(placed.size() <= Set.copyOf(keys).size(), "two orders under one key");
    orders.addAll(placed);
  }

  /** Both know the order as it was a moment ago. */
  private void revise(String path) {
    String version = "\"" + get(path).getLong("version") + "\"";
    both("PATCH", path, lines(someLines()), List.of(version, version))
        .forEach(answer -> expect(answer, 200, 409, 412));
  }

  private void ship(String path) {
    JsonArray all = get(path).getJsonArray("lines");
    JsonObject line = all.getJsonObject(random.nextInt(all.size()));
    JsonObject parcel =
        lines(
            new JsonObject()
                .put("lineId", line.getString("lineId"))
                .put("quantity", 1 + random.nextInt(3)));
    both("POST", path + "/shipments", parcel, keys())
        .filter(answer -> expect(answer, 201, 409, 422) == 201)
        .forEach(answer -> shipments.add(answer.json().getString("id")));
  }

  private void deliver(String path) {
    JsonArray all = get(path + "/shipments").getJsonArray("items");
    if (!all.isEmpty()) {
      String id = all.getJsonObject(random.nextInt(all.size())).getString("id");
      both("POST", path + "/shipments/" + id + "/deliver", new JsonObject(), keys())
          .forEach(answer -> expect(answer, 200, 409));
    }
  }

  private void takeBack(String path) {
    JsonArray all = get(path).getJsonArray("lines");
    JsonObject part =
        new JsonObject()
            .put("lineId", all.getJsonObject(random.nextInt(all.size())).getString("lineId"))
            .put("quantity", 1);
    JsonObject wish = lines(part).put("reason", "too small");
    both("POST", path + "/returns", wish, keys())
        .filter(answer -> expect(answer, 201, 409, 422) == 201)
        .map(answer -> "/api/v1/returns/" + answer.json().getString("id") + "/receive")
        .distinct()
        .toList()
        .forEach(
            receive ->
                both("POST", receive, lines(part.put("condition", "sellable")), keys())
                    .forEach(answer -> expect(answer, 200, 409)));
  }

  private void cancel(String path) {
    JsonObject reason = new JsonObject().put("reason", "changed my mind");
    both("POST", path + "/cancel", reason, keys()).forEach(answer -> expect(answer, 200, 409));
  }

  private JsonObject[] someLines() {
    JsonObject[] some = new JsonObject[1 + random.nextInt(3)];
    for (int i = 0; i < some.length; i++) {
      some[i] = line(SKUS.get(random.nextInt(SKUS.size())), 1 + random.nextInt(7));
    }
    return some;
  }

  private JsonObject get(String path) {
    return worlds.get(random.nextInt(2)).as("sam").get(path).expect(200).json();
  }

  /** The same key twice, or two of them. */
  private List<String> keys() {
    String key = UUID.randomUUID().toString();
    return List.of(key, random.nextBoolean() ? key : UUID.randomUUID().toString());
  }

  /**
   * Asks both instances at the same instant.
   *
   * @param keys an idempotency key each; of a patch, the version that is expected
   */
  private Stream<Answer> both(String method, String path, JsonObject body, List<String> keys) {
    boolean patch = method.equals("PATCH");
    String type = patch ? "application/merge-patch+json" : "application/json";
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      HttpProbe sam =
          worlds.get(i).as("sam").with(patch ? "If-Match" : "Idempotency-Key", keys.get(i));
      answers.add(sam.sendAsync(method, path, type, body.encode()));
    }
    return answers.stream().map(CompletableFuture::join).toList().stream();
  }

  private static int expect(Answer answer, Integer... allowed) {
    if (!List.of(allowed).contains(answer.status())) {
      throw new AssertionError(answer.status() + ": " + answer.text());
    }
    return answer.status();
  }
}
