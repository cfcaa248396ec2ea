package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.PostgresOptions;
import io.ecart.testkit.servers.PostgresServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders while a part of the system is away: none is lost, and no goods stay held for nothing. */
class OutagesIT {

  @Test
  void withoutInventoryNothingIsSoldAndItSaysWhenToComeBack() {
    try (OrderWorld world = new OrderWorld().start()) {
      JsonObject order = world.place(line("A", 1));
      world.inventory.answerWith(503);
      Answer answer = world.as("alice").post("/api/v1/orders", order(line("A", 1))).expect(503);
      assertEquals("unavailable", answer.json().getString("code"));
      assertNotNull(answer.header("Retry-After"));
      world.as("alice").get(path(order)).expect(200);
      world
          .as("alice")
          .post(path(order) + "/cancel", new JsonObject().put("reason", "x"))
          .expect(200);
    }
  }

  @Test
  void withoutTheCatalogueWhatIsKnownIsStillSold() {
    try (OrderWorld world = new OrderWorld().set("CATALOGUE_FRESH", "1ms").start()) {
      world.place(line("A", 1));
      world.product.answerWith(503);
      world.place(line("A", 1));
      world.as("alice").post("/api/v1/orders", order(line("B", 1))).expect(503);
    }
  }

  @Test
  void withoutInventoryWhoeverHasTheGoodsInHandIsBelieved() {
    try (OrderWorld world = new OrderWorld().start()) {
      JsonObject order = world.place(line("A", 2));
      world.inventory.onHand("A", 0);
      world.inventory.answerWith(503);
      world.ship(order, units(order, 0, 2));
      receive(world, announced(world, order), goods(order)).expect(200);
    }
  }

  @Test
  void whatInventorySaysAndNobodyUnderstandsIsNoReasonToBelieve() {
    try (OrderWorld world = new OrderWorld().start()) {
      JsonObject order = world.place(line("A", 2));
      world.inventory.garble(true);
      JsonObject parcel = lines(units(order, 0, 1));
      world.as("sam").post(path(order) + "/shipments", parcel).expect(500);
      world.inventory.garble(false);
      world.as("sam").post(path(order) + "/shipments", parcel).expect(201);
      JsonObject announced = announced(world, order);
      world.inventory.garble(true);
      receive(world, announced, goods(order)).expect(500);
    }
  }

  private static JsonObject announced(OrderWorld world, JsonObject order) {
    JsonObject wish = lines(units(order, 0, 1)).put("reason", "too small");
    return world.as("sam").post(path(order) + "/returns", wish).expect(201).json();
  }

  /** Put where there is no place, which only inventory could tell. */
  private static JsonObject goods(JsonObject order) {
    return units(order, 0, 1).put("condition", "sellable").put("location", "nowhere");
  }

  private static Answer receive(OrderWorld world, JsonObject announced, JsonObject goods) {
    String path = "/api/v1/returns/" + announced.getString("id") + "/receive";
    return world.as("sam").post(path, lines(goods));
  }

  @Test
  void goodsAreGivenBackWhenTheOrderCannotBeWritten() {
    try (PostgresServer postgres = PostgresServer.start(PostgresOptions.throwAway());
        OrderWorld world = new OrderWorld(postgres.createDatabase("orders")).start()) {
      world.place(line("A", 1));
      int before = world.inventory.available("A");
      world.inventory.onHold(postgres::stop);
      Answer answer = world.as("alice").post("/api/v1/orders", order(line("A", 3)));
      answer.expect(503);
      assertNotNull(answer.header("Retry-After"));
      world.inventory.onHold(() -> {});
      postgres.restart();
      Await.until("the goods to be back", () -> world.inventory.available("A") == before);
      Await.until("orders to go on", () -> placed(world).status() == 201);
    }
  }

  private static Answer placed(OrderWorld world) {
    return world.as("alice").post("/api/v1/orders", order(line("A", 1)));
  }

  /**
   * The database is killed under load, again and again: what was acknowledged is there after it.
   */
  @Test
  void noAcknowledgedOrderIsLostWhenTheDatabaseIsKilled() {
    PostgresOptions durable = PostgresOptions.throwAway().withDurability(true);
    try (PostgresServer postgres = PostgresServer.start(durable);
        OrderWorld world = new OrderWorld(postgres.createDatabase("orders")).start()) {
      int before = world.inventory.available("A");
      HttpProbe alice = world.as("alice");
      for (int round = 0; round < 3; round++) {
        List<CompletableFuture<Answer>> sent =
            IntStream.range(0, 200)
                .mapToObj(i -> alice.postAsync("/api/v1/orders", order(line("A", 1))))
                .toList();
        Await.until(
            "some to be done", () -> sent.stream().filter(CompletableFuture::isDone).count() > 40);
        postgres.kill();
        postgres.restart();
        Set<String> acknowledged =
            sent.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.json().getString("id"))
                .collect(Collectors.toSet());
        assertFalse(acknowledged.isEmpty());
        Await.until("orders to go on", () -> placed(world).status() == 201);
        acknowledged.forEach(id -> alice.get("/api/v1/orders/" + id).expect(200));
      }
      requireNoStuckHold(world, before);
    }
  }

  /** Every unit that is held belongs to an order; what may be left over, inventory asks about. */
  private static void requireNoStuckHold(OrderWorld world, int before) {
    List<String> references =
        world.inventory.heldReferences().stream()
            .map(each -> each.substring("order/".length()))
            .toList();
    JsonArray existing = new JsonArray();
    for (int from = 0; from < references.size(); from += 500) {
      List<String> part = references.subList(from, Math.min(references.size(), from + 500));
      JsonObject ids = new JsonObject().put("ids", part);
      existing.addAll(
          world
              .asService()
              .post("/api/v1/orders/existence", ids)
              .expect(200)
              .json()
              .getJsonArray("existing"));
    }
    int held = before - world.inventory.available("A");
    assertEquals(references.size(), held);
    assertTrue(references.size() - existing.size() <= 200, "too many holds are left to their time");
  }

  @Test
  void anIdThatWasAskedForNeverComesToBe() {
    try (OrderWorld world = new OrderWorld().start()) {
      askForAllThatIsHeld(world);
      int before = world.inventory.available("A");
      world.as("alice").post("/api/v1/orders", order(line("A", 1))).expect(503);
      world.inventory.onHold(() -> {});
      Await.until(
          "the goods to be back",
          Duration.ofSeconds(10),
          () -> world.inventory.available("A") == before);
      JsonObject none = world.as("alice").get("/api/v1/orders").expect(200).json();
      assertEquals(0, none.getJsonArray("items").size());
      world.place(line("A", 1));
    }
  }

  @Test
  void aChangeWhoseIdWasAskedForNeverComesToBeEither() {
    try (OrderWorld world = new OrderWorld().start()) {
      JsonObject order = world.place(line("A", 1));
      int before = world.inventory.available("A");
      HttpProbe alice = world.as("alice").with("If-Match", "\"1\"");
      askForAllThatIsHeld(world);
      Answer answer = alice.patch(path(order), lines(line("A", 3))).expect(503);
      assertEquals("1", answer.header("Retry-After"));
      world.inventory.onHold(() -> {});
      Await.until(
          "the goods to be back",
          Duration.ofSeconds(10),
          () -> world.inventory.available("A") == before);
      assertEquals(order, world.get(order));
      alice.patch(path(order), lines(line("A", 3))).expect(200);
    }
  }

  /** Makes every hold void before the order or the change that it is for is written. */
  private static void askForAllThatIsHeld(OrderWorld world) {
    HttpProbe service = world.asService();
    world.inventory.onHold(
        () -> {
          List<String> ids =
              world.inventory.heldReferences().stream().map(each -> each.substring(6)).toList();
          JsonObject body = new JsonObject().put("ids", ids);
          CompletableFuture.supplyAsync(() -> service.post("/api/v1/orders/existence", body))
              .orTimeout(10, TimeUnit.SECONDS)
              .join();
        });
  }
}
