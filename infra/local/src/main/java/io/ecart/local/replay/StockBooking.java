package io.ecart.local.replay;

import io.ecart.local.demo.ShopAnswer;
import io.ecart.local.demo.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ObjLongConsumer;

/**
 * Brings in the goods that the shop needs: each month's demand is received before the month begins,
 * the first month's as opening stock.
 */
final class StockBooking {
  private static final String BATCH = "/api/v1/stock/adjustments/batch";
  private static final int MOST_ROWS = 1_000;
  private static final long MOST_UNITS = 1_000_000;

  private final ShopClient shop;
  private final String runId;
  private final SortedMap<YearMonth, Map<String, Long>> coming;
  private final Books books;
  private boolean opened;

  /**
   * @param coming units by month and sku; booked months are taken away
   */
  StockBooking(
      ShopClient shop, String runId, SortedMap<YearMonth, Map<String, Long>> coming, Books books) {
    this.shop = shop;
    this.runId = runId;
    this.coming = coming;
    this.books = books;
  }

  /** Books everything that must be there when a month begins. */
  void receiveUntil(YearMonth month) {
    while (!coming.isEmpty() && !coming.firstKey().isAfter(month)) {
      YearMonth next = coming.firstKey();
      Map<String, Long> units = coming.remove(next);
      book(next, units == null ? Map.of() : units);
      opened = true;
    }
  }

  private void book(YearMonth month, Map<String, Long> skuToUnits) {
    String note = (opened ? "receipt for " : "opening stock for ") + month;
    List<JsonObject> rows = new ArrayList<>();
    skuToUnits.forEach(
        (sku, units) -> {
          if (books.has(sku)) {
            rows.addAll(rows(sku, units, note));
          }
        });
    for (int from = 0; from < rows.size(); from += MOST_ROWS) {
      List<JsonObject> batch = rows.subList(from, Math.min(rows.size(), from + MOST_ROWS));
      send(batch, runId + "-stock-" + month + "-" + from, opened ? this::receive : this::open);
    }
  }

  private static List<JsonObject> rows(String sku, long units, String note) {
    List<JsonObject> rows = new ArrayList<>();
    for (long left = units; left > 0; left -= MOST_UNITS) {
      rows.add(
          new JsonObject()
              .put("sku", sku)
              .put("location", "main")
              .put("delta", Math.min(left, MOST_UNITS))
              .put("reason", "received")
              .put("note", note));
    }
    return rows;
  }

  private void open(String sku, long units) {
    books.begin(sku).open(units);
  }

  private void receive(String sku, long units) {
    books.begin(sku).receive(units);
  }

  private void send(List<JsonObject> rows, String key, ObjLongConsumer<String> booked) {
    JsonObject body = new JsonObject().put("adjustments", new JsonArray(rows));
    ShopAnswer answer = shop.post(BATCH, body, key).orThrow("Booking stock");
    Iterator<JsonObject> sent = rows.iterator();
    for (Object each : answer.body().getJsonArray("results")) {
      JsonObject result = (JsonObject) each;
      JsonObject row = sent.next();
      if (result.getInteger("status") >= 300) {
        throw new ReplayException(
            "The shop does not book " + row.encode() + ": " + result.encode());
      }
      booked.accept(row.getString("sku"), row.getLong("delta"));
    }
  }
}
