package io.ecart.notification;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What templates can show: maps, lists, texts, and true or false where they would have to compare.
 * Every name is always there, empty or false where the event says nothing of it.
 */
public final class Views {
  private final Map<String, Object> shop;

  /**
   * @param shopName how the shop calls itself
   * @param shopUrl its front page; may be empty
   */
  public Views(String shopName, String shopUrl) {
    this.shop = Map.of("name", shopName, "url", shopUrl);
  }

  Map<String, Object> of(Outbound message) {
    return of(message.notification().event(), message.data());
  }

  /** The names: {@code shop order shipment payment return stock reason event}. */
  Map<String, Object> of(String event, JsonObject data) {
    JsonObject order = object(data, "order");
    Map<String, Object> view = new HashMap<>();
    view.put("event", event);
    view.put("shop", shop);
    view.put("order", order(order));
    view.put("shipment", shipment(object(data, "shipment"), order));
    view.put("payment", payment(object(data, "payment")));
    view.put("return", part(object(data, "return"), order));
    view.put("stock", stock(data));
    view.put("reason", text(data, "reason"));
    return view;
  }

  private static Map<String, Object> order(JsonObject order) {
    List<Map<String, Object>> lines = new ArrayList<>();
    JsonArray all = order.getJsonArray("lines", new JsonArray());
    for (int i = 0; i < Math.min(Compact.LINES, all.size()); i++) {
      lines.add(line(all.getJsonObject(i), all.getJsonObject(i)));
    }
    int count = order.getInteger("lineCount", all.size());
    JsonObject address = object(order, "shippingAddress");
    Map<String, Object> view = new HashMap<>();
    view.put("id", text(order, "id"));
    view.put("number", text(order, "number"));
    view.put("status", text(order, "status"));
    view.put("outstanding", outstanding(order));
    view.put("total", money(order.getValue("total")));
    view.put("lines", lines);
    view.put("moreLines", count - lines.size());
    view.put("name", text(address, "name"));
    view.put("address", address(address));
    return view;
  }

  /** Whether goods have yet to arrive. An event that was kept without this says nothing of it. */
  private static boolean outstanding(JsonObject order) {
    String fulfillment = text(order, "fulfillmentStatus");
    return !fulfillment.isEmpty() && !fulfillment.equals("delivered");
  }

  private static Map<String, Object> address(JsonObject address) {
    Map<String, Object> view = new HashMap<>();
    for (String name :
        List.of("name", "line1", "line2", "city", "region", "postalCode", "country")) {
      view.put(name, text(address, name));
    }
    return view;
  }

  private static Map<String, Object> shipment(JsonObject shipment, JsonObject order) {
    Map<String, Object> view = part(shipment, order);
    view.put("carrier", text(shipment, "carrier"));
    view.put("tracking", text(shipment, "tracking"));
    return view;
  }

  private static Map<String, Object> part(JsonObject part, JsonObject order) {
    List<Map<String, Object>> lines = lines(part, order);
    int count = part.getJsonArray("lines", new JsonArray()).size();
    Map<String, Object> view = new HashMap<>();
    view.put("lines", lines);
    view.put("moreLines", count - lines.size());
    return view;
  }

  /** The lines of a shipment or return, named as the order names them. */
  private static List<Map<String, Object>> lines(JsonObject part, JsonObject order) {
    Map<String, JsonObject> idToLine = new HashMap<>();
    for (Object line : order.getJsonArray("lines", new JsonArray())) {
      idToLine.put(text((JsonObject) line, "lineId"), (JsonObject) line);
    }
    List<Map<String, Object>> views = new ArrayList<>();
    JsonArray lines = part.getJsonArray("lines", new JsonArray());
    for (int i = 0; i < Math.min(Compact.LINES, lines.size()); i++) {
      JsonObject line = lines.getJsonObject(i);
      views.add(line(line, idToLine.getOrDefault(text(line, "lineId"), line)));
    }
    return views;
  }

  private static Map<String, Object> line(JsonObject line, JsonObject ofOrder) {
    String name = text(ofOrder, "name");
    return Map.of(
        "sku", text(ofOrder, "sku"),
        "name", name.isEmpty() ? text(ofOrder, "sku") : name,
        "quantity", text(line, "quantity"),
        "total", money(line.getValue("lineTotal")));
  }

  private static Map<String, Object> payment(JsonObject payment) {
    return Map.of(
        "reference", text(payment, "reference"),
        "amount", money(payment.getValue("amount")),
        "status", text(payment, "status"),
        "refunded", text(payment, "status").equals("refunded"));
  }

  private static Map<String, Object> stock(JsonObject data) {
    return Map.of(
        "sku", text(data, "sku"),
        "available", text(data, "available"),
        "onHand", text(data, "onHand"),
        "incoming", text(data, "incoming"));
  }

  /** Such as {@code 19.99 EUR}; currencies differ in how many digits are minor units. */
  static String money(@Nullable Object value) {
    if (!(value instanceof JsonObject money)
        || !(money.getValue("amount") instanceof Number amount)) {
      return "";
    }
    String currency = text(money, "currency");
    return BigDecimal.valueOf(amount.longValue(), digits(currency)).toPlainString()
        + " "
        + currency;
  }

  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException unknown) {
      return 2;
    }
  }

  private static JsonObject object(JsonObject json, String name) {
    return json.getValue(name) instanceof JsonObject object ? object : new JsonObject();
  }

  private static String text(JsonObject json, String name) {
    Object value = json.getValue(name);
    return value == null ? "" : value.toString();
  }
}
