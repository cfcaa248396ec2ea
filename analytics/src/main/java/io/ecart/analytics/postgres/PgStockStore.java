package io.ecart.analytics.postgres;

import io.ecart.analytics.StockStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stock in Postgres: the newest state per sku, and the last one of each day. */
public final class PgStockStore implements StockStore {
  private static final String LEVELS =
      """
      INSERT INTO stock AS t (sku, version, on_hand, available, incoming, status, lead_time_days,
                              locations, out_since, changed_at)
      SELECT sku, f.version, f.on_hand, f.available, f.incoming, f.status, f.lead_time_days,
             f.locations::jsonb,
             CASE WHEN f.available <= 0 THEN coalesce(ran_out, known.out_since, first_at) END, at
      FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
                  $7::bigint[], $8::text[], $9::timestamptz[], $10::timestamptz[],
                  $11::timestamptz[])
        AS f (sku, version, on_hand, available, incoming, status, lead_time_days, locations, at,
              first_at, ran_out)
      LEFT JOIN stock known USING (sku)
      ON CONFLICT (sku) DO UPDATE SET
        version = excluded.version, on_hand = excluded.on_hand, available = excluded.available,
        incoming = excluded.incoming, status = excluded.status,
        lead_time_days = excluded.lead_time_days, locations = excluded.locations,
        changed_at = excluded.changed_at, out_since = excluded.out_since
      WHERE excluded.version >= t.version\
      """;
  private static final String DAYS =
      """
      INSERT INTO stock_day AS t (start, sku, on_hand, outs, version)
      SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
      ON CONFLICT (sku, start) DO UPDATE SET
        on_hand = CASE WHEN excluded.version >= t.version THEN excluded.on_hand
                       ELSE t.on_hand END,
        version = greatest(t.version, excluded.version),
        outs = t.outs + excluded.outs\
      """;
  private static final String LOST =
      """
      INSERT INTO lost_day AS t (start, sku, requests, quantity)
      SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::bigint[], $4::bigint[])
      ON CONFLICT (sku, start) DO UPDATE SET
        requests = t.requests + excluded.requests, quantity = t.quantity + excluded.quantity\
      """;

  /**
   * What a batch tells of a sku.
   *
   * @param firstAt when the first of its states was told
   * @param ranOut when it ran out last; null when the batch did not see that
   */
  private record Told(StockLevel newest, Instant firstAt, @Nullable Instant ranOut) {
    static Told of(StockLevel level) {
      return new Told(level, level.at(), null);
    }

    Told then(StockLevel next) {
      if (next.version() < newest.version()) {
        return this;
      }
      boolean runsOut = newest.available() > 0 && next.available() <= 0;
      return new Told(next, firstAt, runsOut ? next.at() : ranOut);
    }
  }

  private record SkuDay(String sku, Instant start) {
    static SkuDay of(String sku, Instant at) {
      return new SkuDay(sku, at.truncatedTo(ChronoUnit.DAYS));
    }
  }

  private record Day(StockLevel last, long outs) {
    Day plus(Day other) {
      boolean newer = other.last.version() >= last.version();
      return new Day(newer ? other.last : last, outs + other.outs);
    }
  }

  @Override
  public Future<Void> save(
      SqlConnection transaction, List<StockLevel> levels, List<LostDemand> lost) {
    List<Future<Void>> writes = new ArrayList<>();
    if (!levels.isEmpty()) {
      writes.add(saveLevels(transaction, levels));
      writes.add(saveDays(transaction, levels));
    }
    if (!lost.isEmpty()) {
      writes.add(saveLost(transaction, lost));
    }
    return Future.all(writes).mapEmpty();
  }

  private static Future<Void> saveLevels(SqlConnection transaction, List<StockLevel> levels) {
    Map<String, Told> skuToTold = new TreeMap<>();
    for (StockLevel level : levels) {
      skuToTold.compute(
          level.sku(), (sku, told) -> told == null ? Told.of(level) : told.then(level));
    }
    Columns<Told> columns =
        Columns.of(skuToTold.values())
            .texts(told -> told.newest().sku())
            .numbers(told -> told.newest().version())
            .numbers(told -> told.newest().onHand())
            .numbers(told -> told.newest().available())
            .numbers(told -> told.newest().incoming())
            .texts(told -> told.newest().status())
            .optionalNumbers(told -> told.newest().leadTimeDays())
            .texts(told -> told.newest().locations().encode())
            .times(told -> told.newest().at())
            .times(Told::firstAt)
            .times(Told::ranOut);
    return transaction.preparedQuery(LEVELS).execute(columns.tuple()).mapEmpty();
  }

  private static Future<Void> saveDays(SqlConnection transaction, List<StockLevel> levels) {
    Map<SkuDay, Day> days = sorted();
    for (StockLevel level : levels) {
      Day day = new Day(level, level.isOut() ? 1 : 0);
      days.merge(SkuDay.of(level.sku(), level.at()), day, Day::plus);
    }
    Columns<Map.Entry<SkuDay, Day>> columns =
        Columns.of(days.entrySet())
            .times(day -> day.getKey().start())
            .texts(day -> day.getKey().sku())
            .numbers(day -> day.getValue().last().onHand())
            .numbers(day -> day.getValue().outs())
            .numbers(day -> day.getValue().last().version());
    return transaction.preparedQuery(DAYS).execute(columns.tuple()).mapEmpty();
  }

  private static Future<Void> saveLost(SqlConnection transaction, List<LostDemand> lost) {
    Map<SkuDay, LostDemand> days = sorted();
    for (LostDemand each : lost) {
      days.merge(SkuDay.of(each.sku(), each.at()), each, PgStockStore::plus);
    }
    Columns<Map.Entry<SkuDay, LostDemand>> columns =
        Columns.of(days.entrySet())
            .times(day -> day.getKey().start())
            .texts(day -> day.getKey().sku())
            .numbers(day -> day.getValue().requests())
            .numbers(day -> day.getValue().quantity());
    return transaction.preparedQuery(LOST).execute(columns.tuple()).mapEmpty();
  }

  private static LostDemand plus(LostDemand a, LostDemand b) {
    return new LostDemand(
        a.sku(), a.requests() + b.requests(), Math.addExact(a.quantity(), b.quantity()), a.at());
  }

  private static <V> Map<SkuDay, V> sorted() {
    return new TreeMap<>(Comparator.comparing(SkuDay::sku).thenComparing(SkuDay::start));
  }
}
