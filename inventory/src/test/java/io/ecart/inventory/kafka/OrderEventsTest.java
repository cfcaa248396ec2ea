package io.ecart.inventory.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.inventory.OrderChange.Deallocated;
import io.ecart.inventory.OrderChange.Part;
import io.ecart.inventory.OrderChange.Placed;
import io.ecart.inventory.OrderChange.Returned;
import io.ecart.inventory.OrderChange.Shipped;
import io.ecart.inventory.StockChange;
import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderEventsTest {
  private static final String HOLD = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6073";

  @Test
  void placedNamesTheHoldAndWhereTheUnitsAre() {
    Placed placed =
        assertInstanceOf(
            Placed.class,
            only(
                "order.placed",
                """
                {"reservationId": "%s", "order": {"lines": [{"sku": "A", "quantity": 2,
                 "allocatedFrom": [{"location": "main", "quantity": 2}]}]}}\
                """
                    .formatted(HOLD)));
    assertEquals(HOLD, placed.reservationId().toString());
    assertEquals(List.of(new Part("A", "main", 2)), placed.parts());
    assertEquals("order/o-1", placed.cause().reference());
    assertEquals(
        "4bf92f3577b34da6a3ce929d0e0e4736",
        String.valueOf(placed.cause().traceId()).replace("-", ""));
  }

  @Test
  void revisedAddsBeforeItReleases() {
    List<StockChange<?>> changes =
        changes(
            "order.revised",
            """
            {"added": {"reservationId": "%s", "lines": [{"sku": "B", "quantity": 1}]},
             "released": [{"sku": "A", "location": "main", "quantity": 3}]}\
            """
                .formatted(HOLD));
    assertInstanceOf(Placed.class, changes.get(0));
    assertEquals(
        List.of(new Part("A", "main", 3)),
        assertInstanceOf(Deallocated.class, changes.get(1)).parts());
    assertTrue(changes("order.revised", "{\"added\": null, \"released\": []}").isEmpty());
  }

  @Test
  void shippedNamesEveryPlace() {
    Shipped shipped =
        assertInstanceOf(
            Shipped.class,
            only(
                "order.shipped",
                """
                {"shipment": {"lines": [{"sku": "A", "quantity": 3, "from": [
                 {"location": "a", "quantity": 1}, {"location": "b", "quantity": 2}]}]}}\
                """));
    assertEquals(List.of(new Part("A", "a", 1), new Part("A", "b", 2)), shipped.parts());
  }

  @Test
  void returnedTellsSellableFromDamaged() {
    Returned returned =
        assertInstanceOf(
            Returned.class,
            only(
                "order.returned",
                """
                {"return": {"lines": [
                 {"sku": "A", "quantity": 1, "condition": "sellable", "location": "main"},
                 {"sku": "B", "quantity": 2, "condition": "damaged", "location": "main"}]}}\
                """));
    assertEquals(List.of(new Part("A", "main", 1)), returned.sellable());
    assertEquals(List.of(new Part("B", "main", 2)), returned.damaged());
  }

  @Test
  void otherTypesMeanNothing() {
    assertTrue(changes("order.paid", "{}").isEmpty());
    assertTrue(changes("order.delivered", "{}").isEmpty());
    assertTrue(changes("order.cancelled", "{}").isEmpty());
  }

  @Test
  void anUnreadableEventIsAFailure() {
    assertThrows(RuntimeException.class, () -> changes("order.placed", "{}"));
  }

  @Test
  void aTraceThatCannotBeReadIsNone() {
    String stranger = "00-xyz92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    StockChange<?> change = changes("order.shipped", "{}", stranger).get(0);
    assertNull(assertInstanceOf(Shipped.class, change).cause().traceId());
  }

  private static StockChange<?> only(String name, String data) {
    List<StockChange<?>> changes = changes(name, data);
    assertEquals(1, changes.size());
    return changes.get(0);
  }

  private static List<StockChange<?>> changes(String name, String data) {
    return changes(name, data, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  private static List<StockChange<?>> changes(String name, String data, String traceparent) {
    Event event =
        new Event(
            "e-1",
            "io.ecart." + name + ".v1",
            "/order",
            "o-1",
            Instant.EPOCH,
            traceparent,
            new JsonObject(data));
    return OrderEvents.changes(List.of(event));
  }
}
