package io.ecart.analytics.http;

import io.ecart.analytics.InventoryReports.SkuStock;
import io.ecart.analytics.InventoryReports.Totals;
import io.ecart.analytics.InventoryReports.View;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The stock as JSON. */
final class InventoryJson {
  private static final double DAYS_OF_YEAR = 365;
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private InventoryJson() {}

  static JsonObject totals(List<Totals> totals, View view) {
    JsonArray currencies = new JsonArray();
    for (Totals each : totals) {
      String currency = each.currency();
      if (currency != null) {
        currencies.add(currency(each, currency, view));
      }
    }
    JsonObject main = currencies.isEmpty() ? new JsonObject() : currencies.getJsonObject(0);
    return new JsonObject()
        .put("from", view.turnover().from().toString())
        .put("to", view.turnover().to().toString())
        .put("skus", sum(totals, Totals::skus))
        .put("units", sum(totals, Totals::units))
        .put("value", main.getJsonObject("value"))
        .put("turnover", main.getDouble("turnover"))
        .put("daysOfCover", main.getDouble("daysOfCover"))
        .put("stockOuts", sum(totals, Totals::outOfStock))
        .put("deadStock", deadStock(totals, view, main))
        .put("unpricedSkus", unpriced(totals))
        .put("currencies", currencies);
  }

  private static JsonObject deadStock(List<Totals> totals, View view, JsonObject main) {
    return new JsonObject()
        .put("since", view.deadSince().toString())
        .put("skus", sum(totals, Totals::deadSkus))
        .put("units", sum(totals, Totals::deadUnits))
        .put("value", main.getJsonObject("deadValue"));
  }

  private static JsonObject currency(Totals totals, String currency, View view) {
    return new JsonObject()
        .put("skus", totals.skus())
        .put("units", totals.units())
        .put("value", MoneyJson.of(totals.value(), currency))
        .put("averageValue", MoneyJson.of(totals.averageValue(), currency))
        .put("soldValue", MoneyJson.of(totals.soldValue(), currency))
        .put("turnover", turnover(totals, view))
        .put("daysOfCover", daysOfCover(totals, view))
        .put("deadValue", MoneyJson.of(totals.deadValue(), currency));
  }

  /** How often a year the stock is sold once over. */
  private static @Nullable Double turnover(Totals totals, View view) {
    if (totals.averageValue() <= 0) {
      return null;
    }
    double ratio = (double) totals.soldValue() / totals.averageValue();
    return Figures.round(ratio * DAYS_OF_YEAR / view.turnover().days());
  }

  /** How many days the stock lasts, by value, if it goes on selling as in the period. */
  private static @Nullable Double daysOfCover(Totals totals, View view) {
    boolean sells = totals.soldValue() > 0;
    return sells
        ? Figures.round(totals.value() / (totals.soldValue() / view.turnover().days()))
        : null;
  }

  private static long unpriced(List<Totals> totals) {
    return sum(totals.stream().filter(each -> each.currency() == null).toList(), Totals::skus);
  }

  private static long sum(List<Totals> totals, ToLongFunction<Totals> member) {
    return totals.stream().mapToLong(member).sum();
  }

  static JsonObject sku(SkuStock stock) {
    Long worth = stock.unitValue();
    String currency = stock.currency();
    JsonObject value =
        worth == null || currency == null
            ? null
            : MoneyJson.of(product(worth, stock.onHand()), currency);
    return new JsonObject()
        .put("sku", stock.sku())
        .put("name", stock.name())
        .put("category", stock.category())
        .put("status", stock.status())
        .put("onHand", stock.onHand())
        .put("available", stock.available())
        .put("incoming", stock.incoming())
        .put("value", value)
        .put("soldPerDay", Figures.round(stock.soldPerDay()))
        .put("daysOfCover", Figures.round(stock.daysOfCover()))
        .put("lastSoldOn", date(stock.lastSoldOn()))
        .put("outSince", stock.outSince() == null ? null : stock.outSince().toString())
        .put("outs", stock.outs());
  }

  /** As in the totals, a value that is beyond all numbers is told as the largest. */
  private static long product(long worth, long units) {
    return BigInteger.valueOf(worth).multiply(BigInteger.valueOf(units)).min(MOST).longValue();
  }

  private static @Nullable String date(@Nullable Instant start) {
    return start == null ? null : start.toString().substring(0, "2026-01-31".length());
  }
}
