package io.ecart.local.replay;

import io.ecart.local.demo.ShopClient;
import io.ecart.local.replay.SkuBook.Sum;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sums of analytics for the file's months, and whether they are those of the file. */
final class SalesSums {

  /** What analytics says of one sku. */
  private record Sales(Sum sold, Sum returned) {
    static final Sales NONE = new Sales(Sum.ZERO, Sum.ZERO);

    Sales plus(JsonObject item) {
      return new Sales(
          sold.plus(item.getLong("quantity"), amount(item, "revenue")),
          returned.plus(item.getLong("returnedQuantity", 0L), amount(item, "refunded")));
    }

    private static long amount(JsonObject item, String member) {
      JsonObject money = item.getJsonObject(member);
      return money == null ? 0 : money.getLong("amount");
    }
  }

  private final ShopClient shop;
  private final Books books;
  private final String query;

  /**
   * @param first the first month with a sale
   * @param last the last month with a sale or a cancellation
   */
  SalesSums(ShopClient shop, Books books, YearMonth first, YearMonth last) {
    this.shop = shop;
    this.books = books;
    this.query =
        "/api/v1/analytics/sales?groupBy=sku&interval=month&from="
            + first.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)
            + "&to="
            + last.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Notes what is known of before the replay. */
  void noteBefore() {
    Map<String, Sales> skuToSales = read();
    for (SkuBook book : books.skus()) {
      Sales before = skuToSales.getOrDefault(book.sku(), Sales.NONE);
      book.foundSales(before.sold(), before.returned());
    }
  }

  /** One text per sku with other sums than the file's; empty when all are right. */
  List<String> differences() {
    Map<String, Sales> skuToSales = read();
    List<String> differences = new ArrayList<>();
    for (SkuBook book : books.skus()) {
      Sales sales = skuToSales.getOrDefault(book.sku(), Sales.NONE);
      if (!sales.sold().equals(book.expectedSold())
          || !sales.returned().equals(book.expectedReturned())) {
        differences.add(
            book.sku()
                + ": sold "
                + text(sales.sold())
                + ", must be "
                + text(book.expectedSold())
                + "; returned "
                + text(sales.returned())
                + ", must be "
                + text(book.expectedReturned()));
      }
    }
    return differences;
  }

  private static String text(Sum sum) {
    return sum.units() + " for " + sum.valueMinor() + " minor units";
  }

  private Map<String, Sales> read() {
    Map<String, Sales> skuToSales = new HashMap<>();
    String cursor = "";
    while (cursor != null) {
      String path =
          cursor.isEmpty()
              ? query
              : query + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
      JsonObject page = shop.get(path).orThrow("Reading sales").body();
      JsonArray items = page.getJsonArray("items");
      for (int i = 0; i < items.size(); i++) {
        JsonObject item = items.getJsonObject(i);
        String sku = item.getString("sku");
        skuToSales.put(sku, skuToSales.getOrDefault(sku, Sales.NONE).plus(item));
      }
      cursor = page.getString("next");
    }
    return skuToSales;
  }
}
