package io.ecart.analytics.http;

import io.ecart.analytics.InventoryReports;
import io.ecart.analytics.InventoryReports.Only;
import io.ecart.analytics.InventoryReports.SkuStock;
import io.ecart.analytics.InventoryReports.Totals;
import io.ecart.analytics.InventoryReports.View;
import io.ecart.analytics.Period;
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

/** The value of the stock, how fast it turns, what is missing and what lies dead. */
public final class InventoryRoutes {
  private static final int TURNOVER_DAYS = 365;
  private static final int DEAD_DAYS = 90;

  private final InventoryReports reports;
  private final Freshness freshness;
  private final Clock clock;

  /** What was asked for, before it is known where the analysis ends. */
  private record Asked(
      @Nullable Instant from,
      @Nullable Instant to,
      int deadDays,
      @Nullable Only only,
      String after,
      int limit) {}

  private record Found(View view, List<Totals> totals, List<SkuStock> skus) {}

  public InventoryRoutes(InventoryReports reports, Freshness freshness, Clock clock) {
    this.reports = reports;
    this.freshness = freshness;
    this.clock = clock;
  }

  public void register(Api api) {
    api.get("/api/v1/analytics/inventory", Access.STAFF, this::inventory);
  }

  private Future<Reply> inventory(Call call) {
    Query query = call.query();
    Periods.read(query);
    Cursor cursor = query.cursor();
    Asked asked =
        new Asked(
            query.time("from"),
            query.time("to"),
            query.integer("deadDays", DEAD_DAYS, 1, 3_650),
            query.choice("only", Only.class),
            cursor == null ? "" : cursor.key(0),
            query.limit());
    query.check();
    Instant to = asked.to();
    Future<Instant> end = to == null ? reports.end(clock.instant()) : Future.succeededFuture(to);
    return freshness.answer(
        end.compose(until -> view(asked, until)).compose(view -> read(asked, view)),
        found -> json(found, asked.limit()));
  }

  /** Who asks for what began after the last whole day asks for what there is of today. */
  private Instant end(Asked asked, Instant usual) {
    Instant from = asked.from();
    boolean isLater = asked.to() == null && from != null && !from.isBefore(usual);
    return isLater ? clock.instant() : usual;
  }

  private Future<View> view(Asked asked, Instant usualEnd) {
    Instant from = asked.from();
    Instant end = end(asked, usualEnd);
    Period turnover =
        Period.of(from == null ? end.minus(Duration.ofDays(TURNOVER_DAYS)) : from, end);
    if (from != null && !turnover.from().isBefore(turnover.to())) {
      String detail = "from must be before " + turnover.to() + ", where the period ends";
      return Problem.invalid("?from", "range", detail).future();
    }
    Instant deadSince = end.minus(Duration.ofDays(asked.deadDays())).truncatedTo(ChronoUnit.DAYS);
    return Future.succeededFuture(
        new View(turnover, deadSince, asked.to() == null ? tomorrow() : end));
  }

  private Instant tomorrow() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
  }

  private Future<Found> read(Asked asked, View view) {
    Future<List<SkuStock>> skus =
        reports.skus(view, asked.only(), asked.after(), asked.limit() + 1);
    return reports
        .totals(view)
        .compose(totals -> skus.map(items -> new Found(view, totals, items)));
  }

  private static JsonObject json(Found found, int limit) {
    List<SkuStock> skus = found.skus();
    List<SkuStock> shown = skus.subList(0, Math.min(limit, skus.size()));
    String next = skus.size() > limit ? Cursor.of(shown.get(limit - 1).sku()).encode() : null;
    return InventoryJson.totals(found.totals(), found.view())
        .put("items", new JsonArray(shown.stream().map(InventoryJson::sku).toList()))
        .put("next", next);
  }
}
