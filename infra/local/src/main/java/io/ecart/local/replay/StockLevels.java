package io.ecart.local.replay;

import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shop's stock of the file's skus, and whether it is what the replay has left there. */
final class StockLevels {
  private static final int MOST_SKUS = 200;
  private static final JsonObject NOTHING = new JsonObject();

  private final ShopClient shop;
  private final Books books;

  StockLevels(ShopClient shop, Books books) {
    this.shop = shop;
    this.books = books;
  }

  /** Notes what is there before the replay. */
  void noteBefore() {
    Map<String, JsonObject> skuToLevel = read();
    books.skus().forEach(book -> book.found(units(skuToLevel, book, "onHand")));
  }

  /** One text per sku whose stock is not what it must be; empty when all are right. */
  List<String> differences() {
    Map<String, JsonObject> skuToLevel = read();
    List<String> differences = new ArrayList<>();
    for (SkuBook book : books.skus()) {
      long onHand = units(skuToLevel, book, "onHand");
      long reserved = units(skuToLevel, book, "reserved");
      long allocated = units(skuToLevel, book, "allocated");
      if (onHand != book.expectedOnHand() || reserved != 0 || allocated != 0) {
        differences.add(
            book.sku()
                + ": on hand "
                + onHand
                + ", must be "
                + book.expectedOnHand()
                + "; reserved "
                + reserved
                + ", allocated "
                + allocated
                + ", must be 0");
      }
    }
    return differences;
  }

  private static long units(Map<String, JsonObject> skuToLevel, SkuBook book, String member) {
    return skuToLevel.getOrDefault(book.sku(), NOTHING).getLong(member, 0L);
  }

  private Map<String, JsonObject> read() {
    List<String> skus = books.skus().stream().map(SkuBook::sku).toList();
    Map<String, JsonObject> skuToLevel = new HashMap<>();
    for (int from = 0; from < skus.size(); from += MOST_SKUS) {
      List<String> some = skus.subList(from, Math.min(skus.size(), from + MOST_SKUS));
      String path = "/api/v1/stock?skus=" + String.join(",", some);
      JsonArray items = shop.get(path).orThrow("Reading stock").body().getJsonArray("items");
      for (int i = 0; i < items.size(); i++) {
        JsonObject level = items.getJsonObject(i);
        skuToLevel.put(level.getString("sku"), level);
      }
    }
    return skuToLevel;
  }
}
