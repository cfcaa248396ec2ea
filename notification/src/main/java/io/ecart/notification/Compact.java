package io.ecart.notification;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * The part of an event that templates can show. An order of a thousand lines is told by its first
 * hundred; kept whole, it would be written again at every step of its life.
 */
public final class Compact {
  /** How many lines a message shows at most. */
  static final int LINES = 100;

  private static final Set<String> ORDER =
      Set.of("id", "number", "status", "fulfillmentStatus", "total", "shippingAddress", "placedAt");
  private static final Set<String> LINE = Set.of("lineId", "sku", "name", "quantity", "lineTotal");
  private static final Set<String> DATA =
      Set.of("reason", "shipment", "payment", "return", "sku", "available", "onHand", "incoming");

  private Compact() {}

  /**
   * @param data of an order or stock event
   * @return a new object; {@code order.lineCount} says how many lines there were
   */
  public static JsonObject of(JsonObject data) {
    JsonObject compact = only(data, DATA);
    if (data.getValue("order") instanceof JsonObject order) {
      JsonArray lines = order.getJsonArray("lines", new JsonArray());
      JsonArray kept = new JsonArray();
      for (int i = 0; i < Math.min(LINES, lines.size()); i++) {
        kept.add(only(lines.getJsonObject(i), LINE));
      }
      compact.put("order", only(order, ORDER).put("lines", kept).put("lineCount", lines.size()));
    }
    return compact;
  }

  private static JsonObject only(JsonObject json, Set<String> names) {
    JsonObject result = new JsonObject();
    for (String name : json.fieldNames()) {
      Object value = json.getValue(name);
      if (value != null && names.contains(name)) {
        result.put(name, value);
      }
    }
    return result;
  }
}
