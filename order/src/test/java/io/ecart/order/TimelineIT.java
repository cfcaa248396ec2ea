package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happened in the course of an order, from all who know. */
class TimelineIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static OrderWorld world;

  @BeforeAll
  static void start() {
    world = new OrderWorld().start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void allIsWell() {
    world.inventory.answerWith(200);
    world.notification.answerWith(200);
  }

  private static JsonObject timeline(JsonObject order, String user) {
    return world.as(user).get(path(order) + "/timeline").expect(200).json();
  }

  private static List<String> types(JsonObject timeline) {
    return timeline.getJsonArray("items").stream()
        .map(each -> ((JsonObject) each).getString("type"))
        .toList();
  }

  @Test
  void joinsStepsMovementsAndMessagesByTime() {
    JsonObject order =
        world
            .as("alice")
            .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .post("/api/v1/orders", order(line("A", 2)))
            .expect(201)
            .json();
    String id = order.getString("id");
    world.inventory.addMovement(movement(order, id));
    world.notification.add(
        new JsonObject()
            .put("id", "n1")
            .put("orderId", id)
            .put("event", "order.placed")
            .put("channel", "email")
            .put("recipient", "alice@example.org")
            .put("status", "sent")
            .put("sentAt", "2199-01-01T00:00:00Z"));
    world.ship(order, units(order, 0, 2));

    JsonObject timeline = timeline(order, "sam");
    assertEquals(
        List.of("order.placed", "stock.allocated", "order.shipped", "notification.sent"),
        types(timeline));
    assertEquals(new JsonArray(), timeline.getJsonArray("incomplete"));
    JsonObject placed = timeline.getJsonArray("items").getJsonObject(0);
    assertEquals(TRACE, placed.getString("traceId"));
    assertTrue(placed.getString("actor").startsWith("customer:"));
    JsonObject shipped = timeline.getJsonArray("items").getJsonObject(2);
    assertEquals("fulfilled", shipped.getJsonObject("detail").getString("fulfillmentStatus"));
    JsonObject seen = timeline(order, "alice").getJsonArray("items").getJsonObject(2);
    assertEquals("staff", seen.getString("actor"));
    world.as("bob").get(path(order) + "/timeline").expect(404);
  }

  @Test
  void theShopsWebhooksAreNobodysBusinessOutsideOfIt() {
    JsonObject order = world.place(line("A", 2));
    world.notification.add(
        new JsonObject()
            .put("id", "n2")
            .put("orderId", order.getString("id"))
            .put("event", "order.placed")
            .put("channel", "webhook")
            .put("recipient", "https://shop.example/hook?token=secret")
            .put("status", "sent")
            .put("sentAt", "2199-01-01T00:00:00Z"));
    assertEquals(List.of("order.placed", "notification.sent"), types(timeline(order, "sam")));
    JsonObject seen = timeline(order, "alice");
    assertEquals(List.of("order.placed"), types(seen));
    assertFalse(seen.encode().contains("secret"));
  }

  @Test
  void whatAServerOfTheShopSaysStaysInTheHouse() {
    JsonObject order = world.place(line("A", 2));
    JsonObject message =
        new JsonObject()
            .put("orderId", order.getString("id"))
            .put("event", "order.placed")
            .put("recipient", "alice@example.org")
            .put("createdAt", "2199-01-01T00:00:00Z");
    String unreachable = "Connection refused: mail.shop.internal/10.0.0.5:25";
    world.notification.add(
        message
            .copy()
            .put("id", "n3")
            .put("channel", "email")
            .put("status", "failed")
            .put("error", unreachable));
    world.notification.add(
        message
            .copy()
            .put("id", "n4")
            .put("channel", "sms")
            .put("status", "suppressed")
            .put("error", "The customer does not want it"));
    assertTrue(timeline(order, "sam").encode().contains(unreachable));
    String seen = timeline(order, "alice").encode();
    assertFalse(seen.contains("internal"), seen);
    assertTrue(seen.contains("The customer does not want it"), seen);
  }

  @Test
  void tellsOfAReturnFromItsAnnouncementOn() {
    JsonObject order = world.place(line("A", 2));
    world.ship(order, units(order, 0, 2));
    JsonObject body = lines(units(order, 0, 1)).put("reason", "too small");
    world
        .as("alice")
        .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
        .post(path(order) + "/returns", body)
        .expect(201);
    JsonObject step = timeline(order, "sam").getJsonArray("items").getJsonObject(2);
    assertEquals("order.return-requested", step.getString("type"));
    assertTrue(step.getString("actor").startsWith("customer:"), step.encode());
    assertEquals("too small", step.getString("cause"));
    assertEquals(TRACE, step.getString("traceId"));
    JsonObject told = step.getJsonObject("detail").getJsonObject("return");
    assertEquals(1, told.getJsonArray("lines").getJsonObject(0).getInteger("quantity"));
  }

  @Test
  void anAnnouncementTellsNothingOfWhatCameLater() {
    JsonObject order = world.place(line("A", 2));
    world.ship(order, units(order, 0, 2));
    JsonObject body = lines(units(order, 0, 2)).put("reason", "too small");
    JsonObject announced =
        world.as("alice").post(path(order) + "/returns", body).expect(201).json();
    JsonObject before = announcement(order);
    JsonObject goods = lines(units(order, 0, 1).put("condition", "damaged"));
    String path = "/api/v1/returns/" + announced.getString("id") + "/receive";
    world.as("sam").post(path, goods).expect(200);
    assertEquals(before, announcement(order));
    JsonObject told = before.getJsonObject("detail").getJsonObject("return");
    assertEquals(
        Set.of("lineId", "sku", "quantity"),
        told.getJsonArray("lines").getJsonObject(0).fieldNames());
  }

  private static JsonObject announcement(JsonObject order) {
    JsonObject timeline = timeline(order, "sam");
    int index = types(timeline).indexOf("order.return-requested");
    return timeline.getJsonArray("items").getJsonObject(index);
  }

  @Test
  void aHoldHasACauseToo() {
    JsonObject order = world.place(line("A", 2));
    JsonObject held = movement(order, order.getString("id")).put("kind", "reserved");
    held.remove("reason");
    world.inventory.addMovement(held);
    JsonArray items = timeline(order, "sam").getJsonArray("items");
    assertTrue(
        items.stream().allMatch(each -> !((JsonObject) each).getString("cause", "").isEmpty()),
        items.encode());
  }

  private static JsonObject movement(JsonObject order, String heldFor) {
    return new JsonObject()
        .put("reference", "order/" + heldFor)
        .put("at", order.getString("placedAt"))
        .put("kind", "allocated")
        .put("sku", "A")
        .put("reason", "order.placed")
        .put("actor", "customer:alice");
  }

  @Test
  void asksOnceForTheMovementsOfAllChanges() {
    JsonObject order = world.place(line("A", 2));
    List<String> changes = change(order, 199);
    world.inventory.addMovement(movement(order, order.getString("id")));
    world.inventory.addMovement(movement(order, changes.get(198)));
    int before = world.inventory.calls();
    JsonObject timeline = timeline(order, "sam");
    assertEquals(before + 1, world.inventory.calls());
    assertEquals(2, Collections.frequency(types(timeline), "stock.allocated"));
    assertEquals(new JsonArray(), timeline.getJsonArray("incomplete"));
  }

  @Test
  void saysSoWhenThereAreMoreChangesThanItTells() {
    JsonObject order = world.place(line("A", 2));
    List<String> changes = change(order, 200);
    world.inventory.addMovement(movement(order, changes.get(198)));
    world.inventory.addMovement(movement(order, changes.get(199)));
    JsonObject timeline = timeline(order, "sam");
    assertEquals(1, Collections.frequency(types(timeline), "stock.allocated"));
    assertEquals(JsonArray.of("inventory"), timeline.getJsonArray("incomplete"));
  }

  @Test
  void saysSoWhenThereAreMoreStepsThanItTells() {
    JsonObject order = world.place(line("A", 2));
    repeat(order, 999);
    JsonObject whole = timeline(order, "sam");
    assertEquals(1_000, whole.getJsonArray("items").size());
    assertEquals(new JsonArray(), whole.getJsonArray("incomplete"));
    world.ship(order, units(order, 0, 2));
    JsonObject cut = timeline(order, "alice");
    assertEquals(1_000, cut.getJsonArray("items").size());
    assertEquals("order.shipped", types(cut).get(999));
    assertEquals(JsonArray.of("order"), cut.getJsonArray("incomplete"));
  }

  /** As if the order had been placed so many times more. */
  private static void repeat(JsonObject order, int times) {
    Pool pool = world.database();
    Await.get(
        pool.preparedQuery(
                "INSERT INTO outbox (topic, key, payload)"
                    + " SELECT topic, key, payload FROM outbox, generate_series(1, $2)"
                    + " WHERE key = $1")
            .execute(Tuple.of(order.getString("id"), times)));
    Await.get(pool.close());
  }

  @Test
  void saysSoWhenThereAreMoreMessagesThanItTells() {
    JsonObject order = world.place(line("A", 2));
    JsonObject message =
        new JsonObject()
            .put("orderId", order.getString("id"))
            .put("channel", "email")
            .put("status", "sent")
            .put("sentAt", "2199-01-01T00:00:00Z");
    IntStream.range(0, 1_000).forEach(i -> world.notification.add(message));
    assertEquals(new JsonArray(), timeline(order, "sam").getJsonArray("incomplete"));
    world.notification.add(message);
    JsonObject cut = timeline(order, "sam");
    assertEquals(1_000, Collections.frequency(types(cut), "notification.sent"));
    assertEquals(JsonArray.of("notification"), cut.getJsonArray("incomplete"));
  }

  /** As if goods had been held for so many changes; returns the ids of those. */
  private static List<String> change(JsonObject order, int times) {
    Ids ids = new Ids(Clock.systemUTC());
    UUID[] changes = Stream.generate(ids::next).limit(times).toArray(UUID[]::new);
    Pool pool = world.database();
    Await.get(
        pool.preparedQuery(
                "INSERT INTO order_revision (id, order_id) SELECT unnest($1::uuid[]), $2")
            .execute(Tuple.of(changes, UUID.fromString(order.getString("id")))));
    Await.get(pool.close());
    return Stream.of(changes).map(UUID::toString).toList();
  }

  @Test
  void namesThePartsThatCannotBeAsked() {
    JsonObject order = world.place(line("A", 2));
    world.inventory.answerWith(503);
    world.notification.answerWith(503);
    JsonObject timeline = timeline(order, "alice");
    assertEquals(List.of("order.placed"), types(timeline));
    assertEquals(
        List.of("inventory", "notification"),
        timeline.getJsonArray("incomplete").stream().map(String::valueOf).sorted().toList());
  }
}
