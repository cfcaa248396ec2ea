package io.ecart.analytics.kafka;

import io.ecart.analytics.OrderChange;
import io.ecart.analytics.OrderChange.SkuAt;
import io.ecart.analytics.OrderFact;
import io.ecart.analytics.OrderStatus;
import io.ecart.analytics.Sold;
import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the members of order events that analytics needs; whatever else they carry is ignored. */
final class OrderReader {

  private OrderReader() {}

  /**
   * Reads one event.
   *
   * @throws RuntimeException when something needed is missing or of another type
   */
  static OrderChange read(Event event) {
    JsonObject data = event.data();
    JsonObject order = required(data, "order");
    Instant at = BusinessTime.of(data.getJsonObject("metadata"), event.time());
    boolean isReturn = event.name().equals("order.returned");
    boolean isShipment = event.name().equals("order.shipped");
    return new OrderChange(
        fact(order, isShipment ? at : null),
        isReturn ? at : null,
        isReturn ? returned(order, required(data, "return")) : Map.of(),
        isShipment ? shipped(required(data, "shipment")) : Map.of());
  }

  private static OrderFact fact(JsonObject order, @Nullable Instant shippedAt) {
    OrderStatus status = OrderStatus.of(text(order, "status"));
    Instant placedAt = Instant.parse(text(order, "placedAt"));
    return new OrderFact(
        UUID.fromString(text(order, "id")),
        order.getLong("version"),
        status,
        BusinessTime.of(order.getJsonObject("metadata"), placedAt),
        shippedAt,
        text(required(order, "total"), "currency"),
        status.isSale() ? sold(order.getJsonArray("lines")) : Map.of());
  }

  private static Map<String, Sold> sold(JsonArray lines) {
    Map<String, Sold> skuToSold = new HashMap<>();
    for (JsonObject line : objects(lines)) {
      Sold sold = new Sold(line.getLong("quantity"), required(line, "lineTotal").getLong("amount"));
      skuToSold.merge(text(line, "sku"), sold, Sold::plus);
    }
    return Map.copyOf(skuToSold);
  }

  private static Map<String, Sold> returned(JsonObject order, JsonObject goods) {
    Map<String, Long> lineToPrice = new HashMap<>();
    for (JsonObject line : objects(order.getJsonArray("lines"))) {
      lineToPrice.put(line.getString("lineId"), required(line, "unitPrice").getLong("amount"));
    }
    Map<String, Sold> skuToReturned = new HashMap<>();
    for (JsonObject line : objects(goods.getJsonArray("lines"))) {
      Long price = lineToPrice.get(line.getString("lineId"));
      if (price == null) {
        throw new IllegalArgumentException("A line came back that the order does not have");
      }
      long quantity = line.getLong("quantity");
      Sold back = new Sold(quantity, Math.multiplyExact(quantity, price));
      skuToReturned.merge(text(line, "sku"), back, Sold::plus);
    }
    return skuToReturned;
  }

  private static Map<SkuAt, Long> shipped(JsonObject shipment) {
    Map<SkuAt, Long> shipped = new HashMap<>();
    for (JsonObject line : objects(shipment.getJsonArray("lines"))) {
      for (JsonObject from : objects(line.getJsonArray("from", new JsonArray()))) {
        shipped.merge(
            new SkuAt(text(line, "sku"), text(from, "location")),
            from.getLong("quantity"),
            Long::sum);
      }
    }
    return shipped;
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static String text(JsonObject json, String name) {
    if (json.getValue(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("The event has no " + name);
  }

  private static JsonObject required(JsonObject json, String name) {
    JsonObject member = json.getJsonObject(name);
    if (member == null) {
      throw new IllegalArgumentException("The event has no " + name);
    }
    return member;
  }
}
