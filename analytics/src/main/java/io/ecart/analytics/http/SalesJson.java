package io.ecart.analytics.http;

import io.ecart.analytics.GroupBy;
import io.ecart.analytics.OrderStatus;
import io.ecart.analytics.SalesReports.Bucket;
import io.ecart.analytics.SalesReports.StatusCount;
import io.ecart.analytics.SalesReports.TopProduct;
import io.ecart.analytics.StatusSums;
import io.ecart.analytics.Sums;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sales as JSON. */
final class SalesJson {
  private SalesJson() {}

  static JsonObject bucket(Bucket bucket, @Nullable GroupBy groupBy) {
    JsonObject json = new JsonObject().put("start", bucket.key().start().toString());
    if (groupBy != null) {
      json.put(groupBy.name().toLowerCase(Locale.ROOT), bucket.key().group());
    }
    return put(json, bucket.sums(), bucket.key().currency());
  }

  static JsonObject top(TopProduct product) {
    JsonObject json = new JsonObject().put("sku", product.sku()).put("name", product.name());
    return put(json, product.sums(), product.currency());
  }

  private static JsonObject put(JsonObject json, Sums sums, String currency) {
    return json.put("orders", sums.orders())
        .put("quantity", sums.quantity())
        .put("revenue", MoneyJson.of(sums.revenue(), currency))
        .put("returnedQuantity", sums.returnedQuantity())
        .put("refunded", MoneyJson.of(sums.refunded(), currency));
  }

  static JsonObject summary(List<StatusCount> counts) {
    JsonObject byStatus = new JsonObject();
    for (OrderStatus status : OrderStatus.values()) {
      byStatus.put(
          status.wire(), sum(counts.stream().filter(c -> c.status() == status).toList()).orders());
    }
    StatusSums all = sum(counts);
    JsonArray currencies = currencies(counts);
    JsonObject main = currencies.isEmpty() ? new JsonObject() : currencies.getJsonObject(0);
    return new JsonObject()
        .put("orders", all.orders())
        .put("byStatus", byStatus)
        .put("cancelRate", ratio(byStatus.getLong("cancelled"), all.orders()))
        .put("revenue", main.getJsonObject("revenue"))
        .put("averageValue", main.getJsonObject("averageValue"))
        .put("currencies", currencies)
        .put("timeToShip", timeToShip(counts));
  }

  private static JsonObject timeToShip(List<StatusCount> counts) {
    StatusSums sales = sum(counts.stream().filter(c -> c.status().isSale()).toList());
    Long average = sales.shipped() == 0 ? null : sales.shipSeconds() / sales.shipped();
    return new JsonObject().put("orders", sales.shipped()).put("averageSeconds", average);
  }

  /** One entry per currency, the one with most sales first. */
  private static JsonArray currencies(List<StatusCount> counts) {
    Map<String, StatusSums> byCurrency = new TreeMap<>();
    counts.stream()
        .filter(count -> count.status().isSale())
        .forEach(count -> byCurrency.merge(count.currency(), count.sums(), StatusSums::plus));
    return new JsonArray(
        byCurrency.entrySet().stream()
            .sorted(Comparator.comparing(entry -> -entry.getValue().orders()))
            .map(entry -> currency(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** Carts touched, by the last word of the event's type. */
  static JsonObject carts(Map<String, Long> eventToCount) {
    return new JsonObject()
        .put("itemsAdded", eventToCount.getOrDefault("item-added", 0L))
        .put("itemsRemoved", eventToCount.getOrDefault("item-removed", 0L))
        .put("checkedOut", eventToCount.getOrDefault("checked-out", 0L))
        .put("abandoned", eventToCount.getOrDefault("abandoned", 0L));
  }

  private static JsonObject currency(String currency, StatusSums sums) {
    long average = Math.round((double) sums.revenue() / sums.orders());
    return new JsonObject()
        .put("orders", sums.orders())
        .put("revenue", MoneyJson.of(sums.revenue(), currency))
        .put("averageValue", MoneyJson.of(average, currency));
  }

  private static StatusSums sum(List<StatusCount> counts) {
    return counts.stream().map(StatusCount::sums).reduce(StatusSums.ZERO, StatusSums::plus);
  }

  private static @Nullable Double ratio(long part, long whole) {
    return whole == 0 ? null : Math.round(10_000.0 * part / whole) / 10_000.0;
  }
}
