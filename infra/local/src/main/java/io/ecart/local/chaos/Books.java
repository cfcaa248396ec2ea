package io.ecart.local.chaos;

import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a shop says of the goods of one round.
 *
 * @param orders by id, with a line of one of these skus
 * @param levels by sku
 */
record Books(Map<String, JsonObject> orders, Map<String, JsonObject> levels) {

  static Books read(ShopClient staff, List<String> skus, Instant since) {
    Map<String, JsonObject> orders = new HashMap<>();
    String path = "/api/v1/orders?limit=200&from=" + since;
    String cursor = "";
    do {
      JsonObject page = staff.get(path + cursor).orThrow("Listing orders").body();
      objects(page.getJsonArray("items")).stream()
          .filter(order -> skus.contains(lines(order).get(0).getString("sku")))
          .forEach(order -> orders.put(order.getString("id"), order));
      String next = page.getString("next");
      cursor = next == null ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return new Books(orders, levels(staff, skus));
  }

  private static Map<String, JsonObject> levels(ShopClient staff, List<String> skus) {
    JsonArray items =
        staff
            .get("/api/v1/stock?skus=" + String.join(",", skus))
            .orThrow("Reading levels")
            .body()
            .getJsonArray("items");
    Map<String, JsonObject> levels = new TreeMap<>();
    objects(items).forEach(level -> levels.put(level.getString("sku"), level));
    return levels;
  }

  /** Units of a sku in orders that are not cancelled. */
  long sold(String sku) {
    return orders.values().stream()
        .filter(order -> !order.getString("status").equals("cancelled"))
        .mapToLong(order -> sum(order, sku, "quantity"))
        .sum();
  }

  /** Units of a sku that have left, as orders say. */
  long shipped(String sku) {
    return orders.values().stream().mapToLong(order -> sum(order, sku, "shipped")).sum();
  }

  private static long sum(JsonObject order, String sku, String field) {
    return lines(order).stream()
        .filter(line -> line.getString("sku").equals(sku))
        .mapToLong(line -> line.getLong(field))
        .sum();
  }

  /** The lines of an order. */
  static List<JsonObject> lines(JsonObject order) {
    return objects(order.getJsonArray("lines"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
