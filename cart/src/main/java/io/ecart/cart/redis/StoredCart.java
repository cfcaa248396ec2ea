package io.ecart.cart.redis;

import io.ecart.cart.Cart;
import io.ecart.cart.CartItem;
import io.ecart.cart.Money;
import io.ecart.cart.Offer;
import io.ecart.cart.OpenCheckout;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a cart stands in its hash; see {@code cart.lua}. */
final class StoredCart {
  private static final String ITEM = "item:";

  private record Line(long seq, CartItem item) {}

  private StoredCart() {}

  /** Reads a script's answer: a word, then names and values in turn. */
  static Cart read(Response answer) {
    Map<String, String> fields = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i + 1 < answer.size(); i += 2) {
      String name = answer.get(i).toString();
      String value = answer.get(i + 1).toString();
      if (name.startsWith(ITEM)) {
        lines.add(line(name.substring(ITEM.length()), value));
      } else {
        fields.put(name, value);
      }
    }
    lines.sort(Comparator.comparingLong(Line::seq));
    return cart(fields, lines.stream().map(Line::item).toList());
  }

  private static Cart cart(Map<String, String> fields, List<CartItem> items) {
    return new Cart(
        fields.getOrDefault("id", ""),
        fields.getOrDefault("owner", ""),
        number(fields, "version"),
        Instant.ofEpochMilli(number(fields, "expires")),
        fields.getOrDefault("currency", ""),
        items,
        Optional.ofNullable(fields.get("attempts"))
            .map(attempts -> OpenCheckout.parse(number(fields, "checkout"), attempts)),
        nextCheckout(fields));
  }

  /**
   * Beyond every number that was used. Carts that are older than {@code next} used the versions that
   * they had.
   */
  private static long nextCheckout(Map<String, String> fields) {
    long unused = Math.max(number(fields, "next"), number(fields, "last") + 1);
    return Math.max(number(fields, "version"), unused);
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }

  private static Line line(String sku, String value) {
    String[] parts = value.split("\\|", 3);
    JsonObject offer = new JsonObject(parts[2]);
    Money price = new Money(offer.getLong("amount"), offer.getString("currency"));
    CartItem item =
        new CartItem(sku, Long.parseLong(parts[0]), new Offer(offer.getString("name"), price));
    return new Line(Long.parseLong(parts[1]), item);
  }

  static String offer(Offer offer) {
    return new JsonObject()
        .put("name", offer.name())
        .put("amount", offer.price().amount())
        .put("currency", offer.price().currency())
        .encode();
  }
}
