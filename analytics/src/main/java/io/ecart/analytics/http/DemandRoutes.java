package io.ecart.analytics.http;

import io.ecart.analytics.Analyses;
import io.ecart.analytics.Analysis;
import io.ecart.analytics.Analysis.Advice;
import io.ecart.analytics.DemandSource;
import io.ecart.analytics.DemandSource.DayDemand;
import io.ecart.analytics.InventoryReports;
import io.ecart.analytics.InventoryReports.SkuStock;
import io.ecart.analytics.InventoryReports.View;
import io.ecart.analytics.Period;
import io.ecart.analytics.demand.SkuAnalysis;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Cursor;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The demand for a sku, its forecast, and what to order of all of them. */
public final class DemandRoutes {
  private static final int DAYS = 90;
  private static final int MAX_DAYS = 365;

  private final Analyses analyses;
  private final DemandSource demand;
  private final InventoryReports stock;
  private final Freshness freshness;
  private final Clock clock;

  /** Where in the list of suggestions a page begins: after these. */
  private record After(long daysUntilDue, String sku, String location) {
    boolean isBefore(Advice advice) {
      int byDue = Long.compare(advice.daysUntilDue(), daysUntilDue);
      int bySku = byDue != 0 ? byDue : advice.sku().sku().compareTo(sku);
      return (bySku != 0 ? bySku : advice.suggestion().at().location().compareTo(location)) > 0;
    }
  }

  /**
   * What is known of a sku.
   *
   * @param shown what is told, up to now and today's hours where the present is asked for
   * @param end of the whole days that the analysis rests on
   */
  private record Found(
      Period shown, Instant end, SkuStock stock, List<DayDemand> days, SkuAnalysis analysis) {}

  public DemandRoutes(
      Analyses analyses,
      DemandSource demand,
      InventoryReports stock,
      Freshness freshness,
      Clock clock) {
    this.analyses = analyses;
    this.demand = demand;
    this.stock = stock;
    this.freshness = freshness;
    this.clock = clock;
  }

  public void register(Api api) {
    api.get("/api/v1/analytics/inventory/:sku", Access.STAFF, this::sku);
    api.get("/api/v1/analytics/replenishment", Access.STAFF, this::replenishment);
  }

  private Future<Reply> sku(Call call) {
    Query query = call.query();
    Instant to = query.time("to");
    int days = query.integer("days", DAYS, 1, MAX_DAYS);
    query.check();
    String sku = call.path("sku");
    return freshness.answer(
        end(to).compose(end -> read(sku, end, days, to == null)), DemandRoutes::json);
  }

  private Future<Found> read(String sku, Instant end, int days, boolean untilNow) {
    Period wholeDays = Period.ofDays(days, end);
    Period shown = untilNow ? untilNow(wholeDays) : wholeDays;
    View view = new View(shown, shown.from(), end, shown.to());
    Future<@Nullable SkuStock> known = stock.sku(view, sku);
    Future<List<DayDemand>> wanted = demand.days(sku, shown);
    return known
        .compose(found -> found == null ? Problem.notFound("sku " + sku).future() : wanted)
        .compose(found -> analyses.of(sku, end))
        .map(analysis -> new Found(shown, end, known.result(), wanted.result(), analysis));
  }

  /**
   * The days and all since. The whole days end with the newest sale of all skus, and what is asked
   * for in vain since then, because everything is sold out, is demand too.
   */
  private Period untilNow(Period wholeDays) {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    return new Period(wholeDays.from(), today.plus(1, ChronoUnit.DAYS));
  }

  private static JsonObject json(Found found) {
    SkuStock stock = found.stock();
    Period shown = found.shown();
    List<DayDemand> days = found.days();
    long sold = days.stream().mapToLong(DayDemand::quantity).sum();
    long offered = sold + stock.unsold();
    return InventoryJson.sku(stock)
        .put("from", shown.from().toString())
        .put("to", shown.to().toString())
        .put("demand", ForecastJson.demand(days))
        .put("lostDemand", ForecastJson.lost(days))
        .put("sold", sold)
        .put("sellThrough", offered == 0 ? null : Figures.round((double) sold / offered))
        .mergeIn(ForecastJson.analysis(found.analysis(), found.end()));
  }

  private Future<Reply> replenishment(Call call) {
    Query query = call.query();
    Instant to = query.time("to");
    Boolean due = query.flag("due");
    String location = query.text("location");
    After after = after(query);
    int limit = query.limit();
    query.check();
    return freshness.answer(
        end(to).compose(analyses::upTo),
        analysis -> {
          List<Advice> page =
              analysis.advice().stream()
                  .filter(each -> after == null || after.isBefore(each))
                  .filter(each -> due == null || isDue(each) == due)
                  .filter(each -> location == null || isAt(each, location))
                  .limit(limit + 1L)
                  .toList();
          return page(analysis, page, limit);
        });
  }

  private static boolean isDue(Advice advice) {
    return advice.suggestion().reorder().isDue();
  }

  private static boolean isAt(Advice advice, String location) {
    return advice.suggestion().at().location().equals(location);
  }

  private static @Nullable After after(Query query) {
    Cursor cursor = query.cursor();
    if (cursor == null) {
      return null;
    }
    try {
      return new After(Long.parseLong(cursor.key(0)), cursor.key(1), cursor.key(2));
    } catch (IllegalArgumentException e) {
      query.error("cursor", "format", "is not a cursor of this list");
      return null;
    }
  }

  private static JsonObject page(Analysis analysis, List<Advice> advice, int limit) {
    JsonArray items = new JsonArray();
    List<Advice> shown = advice.subList(0, Math.min(limit, advice.size()));
    shown.forEach(each -> items.add(ForecastJson.advice(each, analysis.end())));
    String next = null;
    if (advice.size() > limit) {
      Advice last = shown.get(limit - 1);
      next =
          Cursor.of(
                  Long.toString(last.daysUntilDue()),
                  last.sku().sku(),
                  last.suggestion().at().location())
              .encode();
    }
    return new JsonObject()
        .put("to", analysis.end().toString())
        .put("analysedAt", analysis.madeAt().toString())
        .put("items", items)
        .put("next", next);
  }

  /** The end of the analysis: the start of the day that was asked for, or as the sales say. */
  private Future<Instant> end(@Nullable Instant to) {
    return to == null
        ? stock.end(clock.instant())
        : Future.succeededFuture(
            to.plus(Duration.ofDays(1)).minusNanos(1).truncatedTo(ChronoUnit.DAYS));
  }
}
