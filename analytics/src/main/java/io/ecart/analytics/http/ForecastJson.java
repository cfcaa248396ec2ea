package io.ecart.analytics.http;

import io.ecart.analytics.Analysis.Advice;
import io.ecart.analytics.DemandSource.DayDemand;
import io.ecart.analytics.demand.Backtest;
import io.ecart.analytics.demand.DemandProfile;
import io.ecart.analytics.demand.Forecast;
import io.ecart.analytics.demand.Reorder;
import io.ecart.analytics.demand.SkuAnalysis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Demand, forecasts and suggestions as JSON. */
final class ForecastJson {

  private ForecastJson() {}

  static JsonArray demand(List<DayDemand> days) {
    JsonArray items = new JsonArray();
    for (DayDemand day : days) {
      items.add(
          new JsonObject()
              .put("day", date(day.start()).toString())
              .put("quantity", day.quantity())
              .put("lost", day.lostQuantity()));
    }
    return items;
  }

  static JsonObject lost(List<DayDemand> days) {
    return new JsonObject()
        .put("requests", days.stream().mapToLong(DayDemand::lostRequests).sum())
        .put("quantity", days.stream().mapToLong(DayDemand::lostQuantity).sum());
  }

  /** The members of a sku that come from its analysis. */
  static JsonObject analysis(SkuAnalysis sku, Instant end) {
    DemandProfile profile = sku.profile();
    return new JsonObject()
        .put("abcClass", sku.abc().name())
        .put("xyzClass", sku.xyz().name())
        .put(
            "demandProfile",
            new JsonObject()
                .put("class", profile.demandClass().name().toLowerCase(Locale.ROOT))
                .put("days", profile.days())
                .put("perDay", Figures.round(profile.mean()))
                .put("deviation", Figures.round(profile.deviation()))
                .put("adi", Figures.round(profile.adi()))
                .put("cv2", Figures.round(profile.cv2())))
        .put("forecast", forecast(sku.forecast(), end))
        .put(
            "replenishment",
            new JsonArray(
                sku.suggestions().stream()
                    .map(each -> advice(new Advice(sku, each), end))
                    .toList()));
  }

  private static JsonObject forecast(Forecast forecast, Instant end) {
    JsonObject methods = new JsonObject();
    forecast
        .methodToRmse()
        .forEach((method, rmse) -> methods.put(method.wire(), Figures.round(rmse)));
    return new JsonObject()
        .put("method", forecast.method().wire())
        .put("parameters", forecast.parameters())
        .put("from", date(end).toString())
        .put("perDay", Figures.round(forecast.mean()))
        .put("days", new JsonArray(forecast.perDay().stream().map(Figures::round).toList()))
        .put("backtest", backtest(forecast.backtest(), forecast.perDay().size()))
        .put("rmseByMethod", methods);
  }

  private static @Nullable JsonObject backtest(@Nullable Backtest backtest, int horizon) {
    return backtest == null
        ? null
        : new JsonObject()
            .put("horizonDays", horizon)
            .put("origins", backtest.origins())
            .put("rmse", Figures.round(backtest.rmse()))
            .put("mae", Figures.round(backtest.mae()))
            .put("bias", Figures.round(backtest.bias()));
  }

  static JsonObject advice(Advice advice, Instant end) {
    Reorder reorder = advice.suggestion().reorder();
    return new JsonObject()
        .put("sku", advice.sku().sku())
        .put("name", advice.sku().name())
        .put("location", advice.suggestion().at().location())
        .put("abcClass", advice.sku().abc().name())
        .put("due", reorder.isDue())
        .put("orderBy", date(end.plus(Duration.ofDays(reorder.daysUntilDue()))).toString())
        .put("orderQuantity", reorder.quantity())
        .put("reorderPoint", Figures.round(reorder.reorderPoint()))
        .put("safetyStock", Figures.round(reorder.safetyStock()))
        .put("why", why(advice));
  }

  /** Every number that the suggestion comes from. */
  private static JsonObject why(Advice advice) {
    Reorder reorder = advice.suggestion().reorder();
    return new JsonObject()
        .put("onHand", advice.suggestion().at().onHand())
        .put("available", advice.suggestion().at().available())
        .put("incoming", advice.suggestion().at().incoming())
        .put("position", reorder.position())
        .put("demandPerDay", Figures.rate(reorder.demandPerDay()))
        .put("demandDeviation", Figures.round(reorder.demandDeviation()))
        .put("shareOfLocation", Figures.round(advice.suggestion().share()))
        .put("method", advice.sku().forecast().method().wire())
        .put("leadTimeDays", Figures.round(reorder.leadTimeDays()))
        .put("leadTimeDeviation", Figures.round(reorder.leadTimeDeviation()))
        .put("z", Figures.round(reorder.z()))
        .put("economicQuantity", Figures.round(reorder.economicQuantity()))
        .put("daysUntilDue", reorder.daysUntilDue())
        .put("text", text(reorder));
  }

  private static String text(Reorder reorder) {
    String point =
        String.format(
            Locale.ROOT,
            "%s a day over %.0f days and %.0f for safety make a reorder point of %.0f; ",
            perDay(reorder.demandPerDay()),
            reorder.leadTimeDays(),
            reorder.safetyStock(),
            reorder.reorderPoint());
    return point
        + (reorder.isDue()
            ? "available and incoming are " + reorder.position() + ", so order now"
            : "available and incoming are "
                + reorder.position()
                + ", which meets it in "
                + reorder.daysUntilDue()
                + (reorder.daysUntilDue() == 1 ? " day" : " days"));
  }

  private static String perDay(double units) {
    return units < 0.01 ? "less than 0.01" : String.format(Locale.ROOT, "%.2f", units);
  }

  private static LocalDate date(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
