package io.ecart.local.load;

import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The goods of a load run, booked through the public API, and what buyers ask for. */
public final class Shop {
  private static final int ADJUSTMENTS_AT_ONCE = 500;

  private static final JsonObject CONTACT = new JsonObject().put("email", "load@example.com");
  private static final JsonObject ADDRESS =
      new JsonObject()
          .put("name", "Load Test")
          .put("line1", "1 Long Street")
          .put("city", "Berlin")
          .put("postalCode", "10115")
          .put("country", "DE");

  private Shop() {}

  /** The nth sku, from 1: {@code sku-0001}. */
  public static String sku(int number) {
    return String.format("sku-%04d", number);
  }

  /** A token of a demo user, for clients that are not a {@link ShopClient}. */
  static String token(ShopClient client, String user) {
    String form = "grant_type=password&username=" + user + "&password=" + user + "-demo";
    return client
        .send("POST", "/api/v1/auth/token", "application/x-www-form-urlencoded", form)
        .orThrow("Asking for a token")
        .body()
        .getString("access_token");
  }

  /** Imports products {@code sku-0001} and on, and books so many pieces of each. */
  static void open(ShopClient staff, int skus, long pieces) {
    open(staff, IntStream.rangeClosed(1, skus).mapToObj(Shop::sku).toList(), pieces);
  }

  /** Imports products, and books so many pieces of each. */
  public static void open(ShopClient staff, List<String> skus, long pieces) {
    String rows =
        skus.stream()
            .map(sku -> sku + ",Thing " + sku + ",Things,9.99,EUR")
            .collect(Collectors.joining("\n", "sku,name,category,price,currency\n", "\n"));
    staff.send("POST", "/api/v1/products/import", "text/csv", rows).orThrow("Importing products");
    if (pieces > 0) {
      receive(staff, skus, pieces);
    }
  }

  /** Books pieces as received. */
  static void receive(ShopClient staff, List<String> skus, long pieces) {
    for (int from = 0; from < skus.size(); from += ADJUSTMENTS_AT_ONCE) {
      int to = Math.min(from + ADJUSTMENTS_AT_ONCE, skus.size());
      JsonArray rows = new JsonArray();
      skus.subList(from, to).forEach(sku -> rows.add(received(sku, pieces)));
      JsonObject body = new JsonObject().put("adjustments", rows);
      staff.post("/api/v1/stock/adjustments/batch", body).orThrow("Booking stock");
    }
  }

  private static JsonObject received(String sku, long pieces) {
    return new JsonObject()
        .put("sku", sku)
        .put("location", "main")
        .put("delta", pieces)
        .put("reason", "received");
  }

  /** The body of {@code POST /orders} for one piece of each sku. */
  public static JsonObject order(List<String> skus) {
    JsonArray lines = new JsonArray();
    skus.forEach(sku -> lines.add(new JsonObject().put("sku", sku).put("quantity", 1)));
    return new JsonObject()
        .put("lines", lines)
        .put("contact", CONTACT)
        .put("shippingAddress", ADDRESS);
  }
}
