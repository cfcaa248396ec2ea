package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the events of one order make of stock, one after the other, as inventory would take them.
 */
final class OrderLedger {
  private final Map<String, Integer> open = new HashMap<>();
  private final Set<String> references = new HashSet<>();
  private final Set<String> shipments = new HashSet<>();
  private JsonObject order = new JsonObject();

  void take(JsonObject event) {
    JsonObject data = event.getJsonObject("data");
    JsonObject after = data.getJsonObject("order");
    assertTrue(after.getLong("version") >= order.getLong("version", 0L), "versions go up");
    switch (event.getString("type")) {
      case "io.ecart.order.placed.v1" -> {
        assertTrue(order.isEmpty(), "placed once");
        references.add("order/" + after.getString("id"));
        objects(after, "lines").forEach(this::add);
      }
      case "io.ecart.order.revised.v1" -> revise(data);
      case "io.ecart.order.cancelled.v1" -> objects(data, "released").forEach(this::subtract);
      case "io.ecart.order.shipped.v1" -> ship(data.getJsonObject("shipment"));
      default -> {
        // Nothing leaves, and what comes back is not the order's any more.
      }
    }
    open.values().removeIf(units -> units == 0);
    order = after;
    assertEquals(unshipped(after), open, () -> event.encode());
  }

  private void revise(JsonObject data) {
    JsonObject added = data.getJsonObject("added");
    if (added != null) {
      references.add("order/" + added.getString("reservationId"));
      objects(added, "lines").forEach(this::add);
    }
    objects(data, "released").forEach(this::subtract);
  }

  private void ship(JsonObject shipment) {
    assertTrue(shipments.add(shipment.getString("id")), "shipped once");
    objects(shipment, "lines").forEach(this::subtract);
  }

  private void add(JsonObject line) {
    open.merge(line.getString("sku"), line.getInteger("quantity"), Integer::sum);
  }

  private void subtract(JsonObject part) {
    int left = open.merge(part.getString("sku"), -part.getInteger("quantity"), Integer::sum);
    assertTrue(left >= 0, "no more is given back or shipped than there is");
  }

  /** What an order says is still to be shipped. */
  static Map<String, Integer> unshipped(JsonObject order) {
    Map<String, Integer> units = new HashMap<>();
    if (!order.getString("status").equals("cancelled")) {
      objects(order, "lines")
          .forEach(
              line ->
                  units.merge(
                      line.getString("sku"),
                      line.getInteger("quantity") - line.getInteger("shipped"),
                      Integer::sum));
    }
    units.values().removeIf(left -> left == 0);
    return units;
  }

  private static Stream<JsonObject> objects(JsonObject owner, String name) {
    JsonArray all = owner.getJsonArray(name, new JsonArray());
    return all.stream().map(JsonObject.class::cast);
  }

  /** The references of the holds that became part of the order. */
  Set<String> references() {
    return references;
  }

  Set<String> shipments() {
    return shipments;
  }

  /** The order as the last event told it. */
  JsonObject order() {
    return order;
  }
}
