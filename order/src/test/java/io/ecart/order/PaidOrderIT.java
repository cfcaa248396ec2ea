package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Orders that await a payment, over HTTP. */
class PaidOrderIT {
  private static OrderWorld world;
  private static EventRecorder events;

  @BeforeAll
  static void start() {
    world = new OrderWorld().set("PAYMENT_MODE", "external").start();
    events = world.recorder();
  }

  @AfterAll
  static void stop() {
    events.close();
    world.close();
  }

  private static Answer pay(JsonObject order, String status, long amount, String currency) {
    JsonObject report =
        new JsonObject()
            .put("reference", "pay-1")
            .put("status", status)
            .put("amount", new JsonObject().put("amount", amount).put("currency", currency));
    return world.as("sam").post(path(order) + "/payments", report);
  }

  @Test
  void isPendingUntilItIsPaidAndCompleteWhenDelivered() {
    JsonObject order = world.place(line("A", 2));
    assertEquals("pending", order.getString("status"));
    assertEquals("pending", order.getString("paymentStatus"));
    JsonObject one = lines(units(order, 0, 1));
    world.as("sam").post(path(order) + "/shipments", one).expect(409);

    JsonObject paid = pay(order, "captured", 200, "EUR").expect(200).json();
    assertEquals("confirmed", paid.getString("status"));
    assertEquals("paid", paid.getString("paymentStatus"));
    JsonObject told = events.awaitType("io.ecart.order.paid.v1", order.getString("id")).data();
    assertEquals("captured", told.getJsonObject("payment").getString("status"));
    assertEquals(paid, pay(order, "captured", 200, "EUR").expect(200).json());

    JsonObject shipment = world.ship(order, units(order, 0, 2));
    JsonObject done = world.deliver(order, shipment).expect(200).json();
    assertEquals("completed", done.getString("status"));
  }

  @Test
  void refusesAnotherAmountAndAnotherCurrency() {
    JsonObject order = world.place(line("A", 2));
    for (Answer answer :
        new Answer[] {
          pay(order, "captured", 199, "EUR"),
          pay(order, "captured", 200, "USD"),
          pay(order, "captured", -1, "EUR"),
          pay(order, "stolen", 200, "EUR")
        }) {
      assertEquals("invalid_request", answer.expect(422).json().getString("code"));
    }
    pay(order, "refunded", 200, "EUR").expect(409);
    assertEquals("pending", world.get(order).getString("status"));
  }

  @Test
  void refundsWhatWasPaidWhateverBecameOfTheOrder() {
    JsonObject order = world.place(line("A", 2));
    pay(order, "captured", 200, "EUR").expect(200);
    JsonObject reason = new JsonObject().put("reason", "no longer needed");
    world.as("alice").post(path(order) + "/cancel", reason).expect(200);
    JsonObject refunded = pay(order, "refunded", 200, "EUR").expect(200).json();
    assertEquals("refunded", refunded.getString("paymentStatus"));
    assertEquals("cancelled", refunded.getString("status"));
  }

  @Test
  void keepsTheTotalOfAPaidOrder() {
    JsonObject order = world.place(line("A", 2));
    JsonObject paid = pay(order, "captured", 200, "EUR").expect(200).json();
    world
        .as("alice")
        .with("If-Match", "\"" + paid.getInteger("version") + "\"")
        .patch(path(order), lines(line("A", 3)))
        .expect(409);
  }

  @Test
  void isForStaffOnly() {
    JsonObject order = world.place(line("A", 1));
    JsonObject report = new JsonObject().put("reference", "x").put("status", "captured");
    world.as("alice").post(path(order) + "/payments", report).expect(403);
    world.probe().post(path(order) + "/payments", report).expect(401);
  }

  @Test
  void expiresWhenItIsNotPaidInTimeAndFreesTheGoodsOnce() {
    JsonObject order = world.place(line("A", 2));
    JsonObject paid = world.place(line("A", 1));
    pay(paid, "captured", 100, "EUR").expect(200);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    String database = world.environment.get("ECART_POSTGRES_URL");
    JsonObject recent;
    try (OrderWorld patient = another(database, later, "2h")) {
      recent = patient.place(line("A", 1));
    }
    try (OrderWorld one = another(database, later, "30m");
        OrderWorld other = another(database, later, "30m")) {
      Await.until(
          "the order to expire", () -> world.get(order).getString("status").equals("expired"));
    }
    assertEquals("pending", world.get(recent).getString("status"));
    JsonObject told = events.awaitType("io.ecart.order.expired.v1", order.getString("id")).data();
    assertEquals("not paid in time", told.getString("reason"));
    assertEquals(1, told.getJsonArray("released").size());
    assertEquals("confirmed", world.get(paid).getString("status"));
    assertEquals(2, world.get(order).getInteger("version"));
    pay(order, "captured", 200, "EUR").expect(409);
  }

  private static OrderWorld another(String database, Clock clock, String patience) {
    return new OrderWorld(database)
        .set("PAYMENT_MODE", "external")
        .set("PAYMENT_TTL", patience)
        .clock(clock)
        .start();
  }
}
