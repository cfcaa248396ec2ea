package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.MovableClock;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds end by time, those for orders on evidence only. */
class HoldExpiryIT {
  private static final String PATH = "/api/v1/reservations/";
  private static final Duration LATER = Duration.ofMinutes(16);

  private final MovableClock clock = MovableClock.running();
  private RunningInventory inventory;
  private FakeOrders orders;

  @BeforeEach
  void start() {
    inventory = RunningInventory.builder().clock(clock).start();
    orders = new FakeOrders(inventory.vertx());
  }

  @AfterEach
  void stop() {
    orders.close();
    inventory.close();
  }

  @Test
  void aHoldRunsOutAndIsTold() {
    inventory.receive("E1", 2);
    String id = inventory.hold("cart/7", "E1", 2).getString("id");
    clock.move(LATER);
    awaitStatus(id, "expired");
    assertEquals(2, inventory.levels("E1").getInteger("available"));
    try (EventRecorder events =
        new EventRecorder(Servers.kafka().bootstrap(), List.of(StockEvents.TOPIC))) {
      JsonObject data = events.awaitType("io.ecart.reservation.expired.v1", id).data();
      assertEquals("cart/7", data.getString("reference"));
    }
    inventory.service().post(PATH + id + "/extend").expect(409);
    inventory.service().post(PATH + id + "/commit").expect(409);
    inventory.service().delete(PATH + id).expect(204);
  }

  @Test
  void aHoldForAnOrderThatDoesNotExistIsGivenBack() {
    String order = Ids.next().toString();
    String id = holdForOrder("E2", order);
    clock.move(LATER);
    awaitStatus(id, "expired");
    assertTrue(orders.asked().contains(order));
  }

  @Test
  void aHoldForAnOrderThatExistsStays() {
    String order = Ids.next().toString();
    orders.exists(order);
    String id = holdForOrder("E3", order);
    clock.move(LATER);
    Await.until("order to be asked", () -> orders.asked().contains(order));
    Await.until("the hold to be kept", () -> hold(id).getInteger("version") > 1);
    assertEquals("held", hold(id).getString("status"));
    assertEquals(1, inventory.levels("E3").getInteger("allocated"));
  }

  /** The order may be about to be written, and to ask for it makes it void. */
  @Test
  void forAnOrderWhoseHoldIsInTimeNobodyAsks() {
    String order = Ids.next().toString();
    String inTime = holdForOrder("E14", order);
    String late = holdForOrder("E15", Ids.next().toString());
    inventory.sql("UPDATE reservation SET expires_at = created_at WHERE id = '" + late + "'");
    awaitStatus(late, "expired");
    assertFalse(orders.asked().contains(order));
    assertEquals("held", hold(inTime).getString("status"));
  }

  @Test
  void anOrderExistsHoweverItsIdIsWritten() {
    String order = Ids.next().toString();
    orders.exists(order);
    String id = holdForOrder("E10", order.toUpperCase(Locale.ROOT));
    clock.move(LATER);
    Await.until("the hold to be looked at", () -> hold(id).getInteger("version") > 1);
    assertEquals("held", hold(id).getString("status"));
  }

  @Test
  void aHoldThatCannotBeGivenBackKeepsNobodyWaiting() {
    inventory.receive("E11", 2);
    String stuck = inventory.hold("cart/9", "E11", 2).getString("id");
    inventory.sql("UPDATE level SET reserved = 0 WHERE sku = 'E11'");
    inventory.receive("E12", 1);
    String free = inventory.hold("cart/10", "E12", 1).getString("id");
    String ofOrder = holdForOrder("E13", Ids.next().toString());
    clock.move(LATER);
    awaitStatus(free, "expired");
    awaitStatus(ofOrder, "expired");
    assertEquals("held", hold(stuck).getString("status"));
  }

  @Test
  void withoutEvidenceAHoldForAnOrderStays() {
    orders.away(true);
    String held = holdForOrder("E4", Ids.next().toString());
    inventory.receive("E5", 1);
    String free = inventory.hold("cart/8", "E5", 1).getString("id");
    clock.move(LATER);
    awaitStatus(free, "expired");
    assertEquals("held", hold(held).getString("status"));
    orders.away(false);
    awaitStatus(held, "expired");
  }

  @Test
  void aReferenceThatOnlyResemblesAnOrderKeepsNobodyWaiting() {
    String strange = holdForOrder("E8", "0c0ffee0-00000-0000-0000-00000000000");
    String gone = holdForOrder("E9", Ids.next().toString());
    clock.move(LATER);
    awaitStatus(strange, "expired");
    awaitStatus(gone, "expired");
  }

  @Test
  void aCommittedHoldDoesNotRunOut() {
    inventory.receive("E6", 1);
    String id = inventory.hold("x", "E6", 1).getString("id");
    inventory.service().post(PATH + id + "/commit").expect(200);
    inventory.receive("E7", 1);
    String other = inventory.hold("x", "E7", 1).getString("id");
    clock.move(LATER);
    awaitStatus(other, "expired");
    assertEquals("committed", hold(id).getString("status"));
  }

  private String holdForOrder(String sku, String order) {
    inventory.receive(sku, 1);
    return inventory.hold("order/" + order, sku, 1).getString("id");
  }

  private JsonObject hold(String id) {
    return inventory.service().get(PATH + id).expect(200).json();
  }

  private void awaitStatus(String id, String status) {
    Await.until(id + " to be " + status, () -> hold(id).getString("status").equals(status));
  }
}
