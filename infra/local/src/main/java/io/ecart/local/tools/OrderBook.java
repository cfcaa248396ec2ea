package io.ecart.local.tools;

import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All orders of a system, added up.
 *
 * @param orders how many there are
 * @param openBySku units that live orders have not yet received; 0 for skus whose orders are done
 */
record OrderBook(long orders, Map<String, Long> openBySku) {
  private static final int PAGE = 200;
  private static final Set<String> OVER = Set.of("cancelled", "expired");

  static OrderBook read(ShopClient staff, Instant since) {
    Map<String, Long> open = new TreeMap<>();
    String path = "/api/v1/orders?limit=" + PAGE;
    path += since.equals(Instant.EPOCH) ? "" : "&from=" + since;
    long count = 0;
    String cursor = "";
    do {
      JsonObject page = staff.get(path + cursor).orThrow("Listing orders").body();
      JsonArray orders = page.getJsonArray("items");
      for (int i = 0; i < orders.size(); i++) {
        add(orders.getJsonObject(i), open);
      }
      count += orders.size();
      String next = page.getString("next");
      cursor = next == null ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    } while (!cursor.isEmpty());
    return new OrderBook(count, open);
  }

  private static void add(JsonObject order, Map<String, Long> open) {
    boolean over = OVER.contains(order.getString("status"));
    JsonArray lines = order.getJsonArray("lines");
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = lines.getJsonObject(i);
      long left = over ? 0 : line.getLong("quantity") - line.getLong("shipped");
      open.merge(line.getString("sku"), left, Long::sum);
    }
  }
}
