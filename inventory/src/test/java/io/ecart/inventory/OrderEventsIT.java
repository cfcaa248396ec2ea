package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.inventory.kafka.OrderEvents;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventProducer;
import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What orders do to stock. */
class OrderEventsIT {
  private static RunningInventory inventory;
  private static EventProducer producer;

  @BeforeAll
  static void start() {
    inventory =
        RunningInventory.builder()
            .with("KAFKA_RETRIES", "1")
            .with("KAFKA_RETRY_BACKOFF", "10ms")
            .start();
    KafkaSettings kafka = new KafkaSettings(Servers.kafka().bootstrap(), 0, Duration.ofMillis(10));
    producer = new EventProducer(inventory.vertx(), kafka, "test");
  }

  @AfterAll
  static void stop() {
    Await.get(producer.close());
    inventory.close();
  }

  @Test
  void whatIsHeldForAnOrderIsAllocatedFromTheStart() {
    String order = place("O1", 3);
    JsonArray movements =
        inventory
            .staff()
            .get("/api/v1/stock/movements?reference=order/" + order)
            .expect(200)
            .json()
            .getJsonArray("items");
    assertEquals(1, movements.size());
    assertEquals("allocated", movements.getJsonObject(0).getString("kind"));
    assertEquals(32, movements.getJsonObject(0).getString("traceId").length());
  }

  @Test
  void movementsOfSeveralReferencesAreOneList() {
    inventory.receive("O0", 10);
    inventory.hold("order/one", "O0", 1);
    inventory.hold("order/two", "O0", 2);
    inventory.hold("order/three", "O0", 3);
    HttpProbe staff = inventory.staff();
    String list = "/api/v1/stock/movements?limit=1&reference=order/two&reference=order/one";
    JsonObject first = staff.get(list).expect(200).json();
    assertEquals("order/one", first.getJsonArray("items").getJsonObject(0).getString("reference"));
    JsonObject second = staff.get(list + "&cursor=" + first.getString("next")).expect(200).json();
    assertEquals("order/two", second.getJsonArray("items").getJsonObject(0).getString("reference"));
    assertNull(second.getString("next"));
    staff.get("/api/v1/stock/movements").expect(422);
    staff.get("/api/v1/stock/movements?reference=").expect(422);
    staff.get("/api/v1/stock/movements?reference=%00").expect(422);
    staff.get("/api/v1/stock/movements?" + "reference=x&".repeat(201)).expect(422);
  }

  @Test
  void anEventThatComesTwiceCountsOnce() {
    inventory.receive("O2", 10);
    String order = Ids.next().toString();
    String hold = inventory.hold("order/" + order, "O2", 3).getString("id");
    Event event = event("order.placed", order, placed(order, hold, "O2", 3));
    send(event);
    send(event);
    send(event("order.placed", order, placed(order, hold, "O2", 3)));
    awaitLevels("O2", 10, 0, 3);
    send(event("order.cancelled", order, released("O2", 1)));
    awaitLevels("O2", 10, 0, 2);
  }

  @Test
  void cancelledGivesBack() {
    String order = place("O3", 4);
    send(event("order.cancelled", order, released("O3", 4)));
    awaitLevels("O3", 10, 0, 0);
  }

  @Test
  void shippedTakesFromHand() {
    String order = place("O4", 4);
    ship(order, "O4", 3);
    awaitLevels("O4", 7, 0, 1);
  }

  @Test
  void backorderedGoodsLeaveFromWhereTheyCame() {
    JsonObject shed = new JsonObject().put("code", "shed").put("name", "Shed");
    inventory.staff().post("/api/v1/locations", shed.put("priority", 500)).expect(201);
    JsonObject policy = new JsonObject().put("backorderLimit", 5);
    inventory.staff().put("/api/v1/stock/O10/policy", policy).expect(200);
    inventory.receive("O10", 1);
    String order = Ids.next().toString();
    String hold = inventory.hold("order/" + order, "O10", 4).getString("id");
    send(event("order.placed", order, placed(order, hold, "O10", 4)));
    awaitLevels("O10", 1, 0, 4);
    inventory.receive("O10", "shed", 3);
    ship(order, "O10", 4);
    awaitLevels("O10", 0, 0, 0);
    JsonObject movements =
        inventory
            .staff()
            .get("/api/v1/stock/movements?reference=order/" + order)
            .expect(200)
            .json();
    assertEquals(
        List.of("main shipped", "main deallocated", "shed allocated", "shed shipped"),
        movements.getJsonArray("items").stream()
            .skip(1)
            .map(JsonObject.class::cast)
            .map(each -> each.getString("location") + " " + each.getString("kind"))
            .toList());
    assertEquals(0, inventory.levels("O10").getInteger("available"));
  }

  @Test
  void returnedComesBack() {
    String order = place("O5", 4);
    ship(order, "O5", 4);
    JsonArray lines =
        new JsonArray().add(returned("O5", 1, "sellable")).add(returned("O5", 2, "damaged"));
    JsonObject data = new JsonObject().put("return", new JsonObject().put("lines", lines));
    send(event("order.returned", order, data));
    awaitLevels("O5", 9, 0, 0);
    JsonObject stock = inventory.levels("O5");
    assertEquals(2, stock.getInteger("unavailable"));
    assertEquals(7, stock.getInteger("available"));
  }

  @Test
  void revisedAddsAndReleases() {
    String order = place("O6", 4);
    inventory.receive("O7", 5);
    String added = inventory.hold("order/" + order, "O7", 2).getString("id");
    JsonObject data = released("O6", 1).put("added", new JsonObject().put("reservationId", added));
    send(event("order.revised", order, data));
    awaitLevels("O6", 10, 0, 3);
    awaitLevels("O7", 5, 0, 2);
  }

  @Test
  void aPlacedOrderWhoseHoldIsGoneIsAllocatedAnew() {
    inventory.receive("O8", 10);
    String order = Ids.next().toString();
    String hold = inventory.hold("order/" + order, "O8", 3).getString("id");
    inventory.service().delete("/api/v1/reservations/" + hold).expect(204);
    send(event("order.placed", order, placed(order, hold, "O8", 3)));
    awaitLevels("O8", 10, 0, 3);
  }

  @Test
  void whatCannotBeBookedBecomesADeadLetterAndTheRestGoesOn() {
    String order = place("O9", 2);
    Event impossible = event("order.shipped", order, shipment("O9", 5));
    send(impossible);
    send(event("order.nonsense", order, new JsonObject()));
    ship(order, "O9", 2);
    awaitLevels("O9", 8, 0, 0);
    try (EventRecorder letters =
        new EventRecorder(Servers.kafka().bootstrap(), List.of(OrderEvents.TOPIC + ".dlq"))) {
      letters.awaitType(impossible.type(), order);
    }
  }

  @Test
  void statusesAreTold() {
    inventory
        .staff()
        .put(
            "/api/v1/stock/N1/policy",
            new JsonObject().put("lowStockThreshold", 2).put("leadTimeDays", 9))
        .expect(200);
    try (EventRecorder events =
        new EventRecorder(Servers.kafka().bootstrap(), List.of(StockEvents.TOPIC))) {
      events.awaitType("io.ecart.stock.changed.v1", "N1");
      inventory.receive("N1", 5);
      events.await(
          "stock.replenished",
          1,
          e -> e.key().equals("N1") && e.type().contains("stock.replenished"));
      inventory.hold("x", "N1", 3);
      events.awaitType("io.ecart.stock.low.v1", "N1");
      inventory.hold("x", "N1", 2);
      JsonObject out = events.awaitType("io.ecart.stock.out.v1", "N1").data();
      assertEquals("out_of_stock", out.getString("status"));
      assertEquals(5, out.getInteger("reserved"));
      assertEquals(9, out.getInteger("leadTimeDays"));
      events.await(
          "the state itself",
          1,
          e ->
              e.key().equals("N1")
                  && e.type().contains("stock.changed")
                  && e.data().getInteger("available") == 0);
      inventory
          .service()
          .post("/api/v1/reservations", RunningInventory.wish("x", "N1", 4))
          .expect(409);
      JsonObject lost = events.awaitType("io.ecart.reservation.rejected.v1", "N1").data();
      assertEquals(4, lost.getInteger("quantity"));
      assertEquals(1, lost.getInteger("count"));
    }
  }

  @Test
  void whatIsRefusedUnderAKeyIsLostDemandOnce() {
    HttpProbe keyed = inventory.service().with("Idempotency-Key", "lost");
    JsonObject wish = RunningInventory.wish("x", "N2", 4);
    JsonObject batch =
        new JsonObject()
            .put("reservations", new JsonArray().add(RunningInventory.wish("x", "N3", 5)));
    for (int i = 0; i < 2; i++) {
      keyed.post("/api/v1/reservations", wish).expect(409);
      keyed.with("Idempotency-Key", "lost, too").post("/api/v1/reservations/batch", batch);
    }
    inventory
        .service()
        .post("/api/v1/reservations", RunningInventory.wish("x", "N4", 1))
        .expect(409);
    try (EventRecorder events =
        new EventRecorder(Servers.kafka().bootstrap(), List.of(StockEvents.TOPIC))) {
      String rejected = "io.ecart.reservation.rejected.v1";
      List.of("N2", "N3", "N4").forEach(sku -> events.awaitType(rejected, sku));
      for (String sku : List.of("N2", "N3")) {
        assertEquals(
            sku.equals("N2") ? 4 : 5,
            events.byKey(sku).stream()
                .filter(event -> event.type().equals(rejected))
                .mapToInt(event -> event.data().getInteger("quantity"))
                .sum());
      }
    }
  }

  private static String place(String sku, int quantity) {
    inventory.receive(sku, 10);
    String order = Ids.next().toString();
    String hold = inventory.hold("order/" + order, sku, quantity).getString("id");
    send(event("order.placed", order, placed(order, hold, sku, quantity)));
    awaitLevels(sku, 10, 0, quantity);
    return order;
  }

  private static void ship(String order, String sku, int quantity) {
    send(event("order.shipped", order, shipment(sku, quantity)));
  }

  private static JsonObject placed(String order, String hold, String sku, int quantity) {
    JsonObject line = new JsonObject().put("sku", sku).put("quantity", quantity);
    JsonObject whole = new JsonObject().put("id", order).put("lines", new JsonArray().add(line));
    return new JsonObject().put("reservationId", hold).put("order", whole);
  }

  private static JsonObject released(String sku, int quantity) {
    return new JsonObject().put("released", new JsonArray().add(part(sku, quantity)));
  }

  private static JsonObject part(String sku, int quantity) {
    return new JsonObject().put("sku", sku).put("location", "main").put("quantity", quantity);
  }

  private static JsonObject returned(String sku, int quantity, String condition) {
    return part(sku, quantity).put("condition", condition).put("lineId", "1");
  }

  private static JsonObject shipment(String sku, int quantity) {
    JsonObject from = new JsonObject().put("location", "main").put("quantity", quantity);
    JsonObject line =
        new JsonObject()
            .put("lineId", "1")
            .put("sku", sku)
            .put("quantity", quantity)
            .put("from", new JsonArray().add(from));
    JsonObject shipment = new JsonObject().put("id", "s").put("lines", new JsonArray().add(line));
    return new JsonObject().put("shipment", shipment);
  }

  private static Event event(String name, String order, JsonObject data) {
    return Event.of("order", name, order, Instant.now(), data);
  }

  private static void send(Event event) {
    Await.get(producer.send(OrderEvents.TOPIC, event.subject(), event.toJson().encode()));
  }

  private static void awaitLevels(String sku, int onHand, int reserved, int allocated) {
    Await.until(
        sku + " to be " + onHand + "/" + reserved + "/" + allocated,
        () -> {
          JsonObject stock = inventory.levels(sku);
          return stock.getInteger("onHand") == onHand
              && stock.getInteger("reserved") == reserved
              && stock.getInteger("allocated") == allocated;
        });
  }
}
