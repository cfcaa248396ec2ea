package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that come twice. */
class IdempotentOrderIT {
  private static OrderWorld world;

  @BeforeAll
  static void start() {
    world = new OrderWorld().start();
    world.product.sells("RARE", 900);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static HttpProbe alice(String key) {
    return world.as("alice").with("Idempotency-Key", key);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  @Test
  void repeatGetsTheFirstAnswerAndPlacesNothing() {
    String key = key();
    int before = world.inventory.available("A");
    Answer first = alice(key).post("/api/v1/orders", order(line("A", 2))).expect(201);
    Answer again = alice(key).post("/api/v1/orders", order(line("A", 2))).expect(201);
    assertEquals(first.text(), again.text());
    assertEquals(first.header("Location"), again.header("Location"));
    assertEquals(first.header("ETag"), again.header("ETag"));
    assertNull(first.header("Idempotent-Replayed"));
    assertEquals("true", again.header("Idempotent-Replayed"));
    assertEquals(before - 2, world.inventory.available("A"));
    world
        .as("bob")
        .with("Idempotency-Key", key)
        .post("/api/v1/orders", order(line("A", 2)))
        .expect(201);
    assertEquals(before - 4, world.inventory.available("A"));
  }

  @Test
  void sameKeyWithAnotherBodyIsAMistake() {
    String key = key();
    alice(key).post("/api/v1/orders", order(line("A", 2))).expect(201);
    Answer other = alice(key).post("/api/v1/orders", order(line("A", 3))).expect(422);
    assertEquals("idempotency_mismatch", other.json().getString("code"));
    alice("k".repeat(256)).post("/api/v1/orders", order(line("A", 3))).expect(422);
  }

  @Test
  void refusalsAreRepeatedEvenWhenTheGoodsAreBack() {
    String key = key();
    world.inventory.stock("RARE", 0);
    alice(key).post("/api/v1/orders", order(line("RARE", 1))).expect(409);
    world.inventory.stock("RARE", 5);
    Answer again = alice(key).post("/api/v1/orders", order(line("RARE", 1))).expect(409);
    assertEquals("insufficient_stock", again.json().getString("code"));
    assertEquals("application/problem+json", again.contentType());
    assertEquals("true", again.header("Idempotent-Replayed"));
    alice(key()).post("/api/v1/orders", order(line("RARE", 1))).expect(201);
  }

  @Test
  void outagesAreNotRemembered() {
    String key = key();
    world.inventory.answerWith(503);
    alice(key).post("/api/v1/orders", order(line("A", 1))).expect(503);
    world.inventory.answerWith(200);
    Await.until(
        "the breaker to close",
        () -> alice(key).post("/api/v1/orders", order(line("A", 1))).status() == 201);
  }

  @Test
  void manyAtTheSameInstantPlaceOneOrder() {
    String key = key();
    int before = world.inventory.available("E");
    List<Answer> answers =
        IntStream.range(0, 10)
            .mapToObj(i -> alice(key).postAsync("/api/v1/orders", order(line("E", 1))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertEquals(
        1,
        answers.stream()
            .filter(a -> a.status() == 201)
            .map(a -> a.json().getString("id"))
            .distinct()
            .count());
    for (Answer answer : answers) {
      boolean inFlight =
          answer.status() == 409 && answer.json().getString("code").equals("idempotency_in_flight");
      assertTrue(answer.status() == 201 || inFlight, answer.text());
    }
    assertEquals(before - 1, world.inventory.available("E"));
  }

  @Test
  void twoInstancesAtTheSameInstantPlaceOneOrder() {
    try (OrderWorld other = new OrderWorld(world.environment.get("ECART_POSTGRES_URL"))) {
      other.start();
      for (int i = 0; i < 20; i++) {
        String key = key();
        int before = world.inventory.available("D") + other.inventory.available("D");
        String token =
            world.tokens.mint("carol", List.of("customer"), java.time.Duration.ofMinutes(5));
        String otherToken =
            other.tokens.mint("carol", List.of("customer"), java.time.Duration.ofMinutes(5));
        List<CompletableFuture<Answer>> sent =
            List.of(
                world
                    .probe()
                    .as(token)
                    .with("Idempotency-Key", key)
                    .postAsync("/api/v1/orders", order(line("D", 1))),
                other
                    .probe()
                    .as(otherToken)
                    .with("Idempotency-Key", key)
                    .postAsync("/api/v1/orders", order(line("D", 1))));
        List<String> ids =
            sent.stream()
                .map(CompletableFuture::join)
                .map(answer -> answer.expect(201).json().getString("id"))
                .distinct()
                .toList();
        assertEquals(1, ids.size());
        Await.until(
            "the loser's hold to end",
            () -> world.inventory.available("D") + other.inventory.available("D") == before - 1);
      }
    }
  }

  @Test
  void stepsOfAnOrderAreTakenOnceToo() {
    JsonObject order = world.place(line("A", 1));
    JsonObject reason = new JsonObject().put("reason", "changed my mind");
    String key = key();
    Answer first = alice(key).post(path(order) + "/cancel", reason).expect(200);
    Answer again = alice(key).post(path(order) + "/cancel", reason).expect(200);
    assertEquals(first.text(), again.text());
    assertEquals("true", again.header("Idempotent-Replayed"));
    alice(key()).post(path(order) + "/cancel", reason).expect(409);
    JsonObject other = new JsonObject().put("reason", "another");
    Answer mismatch = alice(key).post(path(order) + "/cancel", other).expect(422);
    assertEquals("idempotency_mismatch", mismatch.json().getString("code"));
    assertEquals(1, Stream.of(first, again).map(Answer::text).distinct().count());
  }

  @Test
  void goodsThatComeBackAreReceivedOnce() {
    JsonObject order = world.place(line("A", 2));
    world.ship(order, units(order, 0, 2));
    JsonObject both = lines(units(order, 0, 2)).put("reason", "too small");
    JsonObject announced =
        world.as("alice").post(path(order) + "/returns", both).expect(201).json();
    String receive = "/api/v1/returns/" + announced.getString("id") + "/receive";
    JsonObject one = lines(units(order, 0, 1).put("condition", "sellable"));
    HttpProbe keyed = world.as("sam").with("Idempotency-Key", key());
    Answer first = keyed.post(receive, one).expect(200);
    assertEquals(first.text(), keyed.post(receive, one).expect(200).text());
    JsonObject line = world.get(order).getJsonArray("lines").getJsonObject(0);
    assertEquals(1, line.getInteger("returned"));
  }
}
