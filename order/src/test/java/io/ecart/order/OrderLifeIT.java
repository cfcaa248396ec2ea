package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.testkit.Answer;
import io.ecart.testkit.EventRecorder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders on their way from placed to completed or cancelled, over HTTP. */
class OrderLifeIT {
  private static OrderWorld world;
  private static EventRecorder events;

  @BeforeAll
  static void start() {
    world = new OrderWorld().start();
    events = world.recorder();
  }

  @AfterAll
  static void stop() {
    events.close();
    world.close();
  }

  @Test
  void shipsInPartsAndCompletesWithTheLastDelivery() {
    JsonObject order = world.place(line("A", 8), line("B", 1));
    JsonObject first = world.ship(order, units(order, 0, 6));
    assertEquals("partial", world.get(order).getString("fulfillmentStatus"));
    JsonObject from = first.getJsonArray("lines").getJsonObject(0);
    assertEquals(
        "[{\"location\":\"main\",\"quantity\":5},{\"location\":\"back\",\"quantity\":1}]",
        from.getJsonArray("from").encode());
    JsonObject second = world.ship(order, units(order, 0, 2), units(order, 1, 1));
    assertEquals("fulfilled", world.get(order).getString("fulfillmentStatus"));

    JsonObject half = world.deliver(order, first).expect(200).json();
    assertEquals("fulfilled", half.getString("fulfillmentStatus"));
    JsonObject done = world.deliver(order, second).expect(200).json();
    assertEquals("delivered", done.getString("fulfillmentStatus"));
    assertEquals("completed", done.getString("status"));
    assertEquals(
        "illegal_state", world.deliver(order, second).expect(409).json().getString("code"));
    events.awaitType("io.ecart.order.completed.v1", order.getString("id"));
    assertEquals(
        List.of("placed", "shipped", "shipped", "delivered", "delivered", "completed"),
        events.byKey(order.getString("id")).stream()
            .map(each -> each.type().split("\\.")[3])
            .toList());
  }

  @Test
  void onlyStaffMoveGoodsAndMoney() {
    String order = path(world.place(line("A", 1)));
    List<String> steps =
        List.of("/payments", "/shipments", "/shipments/" + UUID.randomUUID() + "/deliver");
    for (String step : steps) {
      world.as("alice").post(order + step, new JsonObject()).expect(403);
      world.probe().post(order + step, new JsonObject()).expect(401);
    }
  }

  @Test
  void goodsOnBackorderLeaveWhenTheyAreThere() {
    JsonObject order = world.place(line("B", 2), line("A", 1));
    world.inventory.onHand("B", 1);
    JsonObject parcel = lines(units(order, 1, 1), units(order, 0, 2));
    Answer refused = world.as("sam").post(path(order) + "/shipments", parcel).expect(409);
    assertEquals("insufficient_stock", refused.json().getString("code"));
    assertEquals(
        new JsonArray()
            .add(
                new JsonObject()
                    .put("pointer", "/lines/1")
                    .put("code", "insufficient_stock")
                    .put("detail", "Only 1 units of B are on hand")
                    .put("sku", "B")
                    .put("requested", 2)
                    .put("available", 1)),
        refused.json().getJsonArray("errors"));
    assertEquals("unfulfilled", world.get(order).getString("fulfillmentStatus"));

    world.inventory.onHand("B", 2);
    world.as("sam").post(path(order) + "/shipments", parcel).expect(201);
    assertEquals("fulfilled", world.get(order).getString("fulfillmentStatus"));
  }

  @Test
  void looksOnlyForTheGoodsOfTheParcel() {
    JsonObject order = world.place(line("B", 2), line("A", 1));
    world.ship(order, units(order, 1, 1));
    assertEquals(Set.of("A"), world.inventory.looked());
  }

  @Test
  void looksForAllGoodsOfALargeParcel() {
    List<String> skus = IntStream.range(0, 201).mapToObj(i -> "LARGE-" + i).toList();
    skus.forEach(sku -> world.product.sells(sku, 100));
    skus.forEach(sku -> world.inventory.stock(sku, 1).onHand(sku, 0));
    JsonObject order = world.place(each(skus, sku -> line(sku, 1)));
    JsonObject[] parcel = each(order.getJsonArray("lines").stream().toList(), OrderLifeIT::all);
    Answer refused = world.as("sam").post(path(order) + "/shipments", lines(parcel)).expect(409);
    assertEquals(201, refused.json().getJsonArray("errors").size());
    skus.forEach(sku -> world.inventory.onHand(sku, 1));
    world.ship(order, parcel);
  }

  private static <T> JsonObject[] each(List<T> of, Function<T, JsonObject> line) {
    return of.stream().map(line).toArray(JsonObject[]::new);
  }

  private static JsonObject all(Object line) {
    JsonObject json = (JsonObject) line;
    return new JsonObject()
        .put("lineId", json.getString("lineId"))
        .put("quantity", json.getInteger("quantity"));
  }

  @Test
  void onlyStaffSayWhenItWasCancelled() {
    JsonObject order = world.place(line("A", 1));
    JsonObject past = new JsonObject().put("occurredAt", "1950-01-01T00:00:00Z");
    JsonObject body = new JsonObject().put("reason", "changed my mind").put("metadata", past);
    JsonObject problem = world.as("alice").post(path(order) + "/cancel", body).expect(403).json();
    assertEquals(
        "/metadata/occurredAt",
        problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    assertEquals("confirmed", world.get(order).getString("status"));
    world.as("sam").post(path(order) + "/cancel", body).expect(200);
  }

  @Test
  void cancelReleasesWhatWasAllocatedAndIsFinal() {
    JsonObject order = world.place(line("A", 8));
    JsonObject reason = new JsonObject().put("reason", "changed my mind");
    JsonObject cancelled =
        world.as("alice").post(path(order) + "/cancel", reason).expect(200).json();
    assertEquals("cancelled", cancelled.getString("status"));
    assertEquals(2, cancelled.getInteger("version"));
    JsonObject told = events.awaitType("io.ecart.order.cancelled.v1", order.getString("id")).data();
    assertEquals("changed my mind", told.getString("reason"));
    assertEquals(
        "[{\"sku\":\"A\",\"location\":\"main\",\"quantity\":5},"
            + "{\"sku\":\"A\",\"location\":\"back\",\"quantity\":3}]",
        told.getJsonArray("released").encode());
    Answer again = world.as("alice").post(path(order) + "/cancel", reason).expect(409);
    assertEquals("illegal_state", again.json().getString("code"));
    JsonObject one = lines(units(order, 0, 1));
    world.as("sam").post(path(order) + "/shipments", one).expect(409);
  }

  @Test
  void listsOwnOrdersNewestFirstPageByPage() {
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      JsonObject order = order(line("C", 1));
      JsonObject answer = world.as("bob").post("/api/v1/orders", order).expect(201).json();
      placed.add(0, answer.getString("id"));
    }
    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = world.as("bob").get("/api/v1/orders?limit=2" + cursor).expect(200).json();
      page.getJsonArray("items").forEach(o -> listed.add(((JsonObject) o).getString("id")));
      cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
    } while (!cursor.isEmpty());
    assertEquals(placed, listed);
    JsonObject bySku =
        world.as("sam").get("/api/v1/orders?sku=C&status=confirmed").expect(200).json();
    assertEquals(5, bySku.getJsonArray("items").size());
    assertNull(bySku.getString("next"));
    assertEquals(5, count("sku=C&from=1900-01-01&to=9999-12-31"));
    assertEquals(0, count("sku=C&to=2020-01-01"));
    assertEquals(0, count("sku=C&to=1900-01-01"));
    JsonObject newest = world.as("bob").get("/api/v1/orders/" + placed.get(0)).json();
    Instant justAfter = Instant.parse(newest.getString("placedAt")).plusNanos(1);
    assertEquals(5, count("sku=C&to=" + justAfter));
    assertEquals(0, count("sku=C&from=" + justAfter));
  }

  private static int count(String filter) {
    JsonObject page = world.as("sam").get("/api/v1/orders?" + filter).expect(200).json();
    return page.getJsonArray("items").size();
  }
}
