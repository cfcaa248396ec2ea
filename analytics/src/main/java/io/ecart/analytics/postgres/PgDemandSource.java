package io.ecart.analytics.postgres;

import io.ecart.analytics.DemandSource;
import io.ecart.analytics.Period;
import io.ecart.analytics.demand.SkuHistory;
import io.ecart.analytics.demand.SkuHistory.AtLocation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The past demand from the daily sums. */
public final class PgDemandSource implements DemandSource {
  private static final String REVENUES =
      """
      SELECT sku, coalesce(currency, '') AS currency, coalesce(revenue, 0) AS revenue
      FROM (SELECT sku, currency, sum(revenue)::bigint AS revenue FROM sales_day
            WHERE start >= $1 AND start < $2 GROUP BY 1, 2) AS sold
      FULL JOIN (SELECT sku FROM stock
                 UNION SELECT sku FROM lost_day WHERE start >= $1 AND start < $2) AS wanted
        USING (sku)\
      """;

  /** What is known of a sku now. */
  private static final String SKUS =
      """
      SELECT sku, p.name, coalesce(p.cost, p.price) AS worth, s.lead_time_days,
             coalesce(p.status = 'archived', false) AS archived,
             coalesce(s.available, 0) AS available, coalesce(s.locations, '[]') AS locations,
             (SELECT coalesce(jsonb_object_agg(location, quantity), '{}') FROM shipped_from f
              WHERE f.sku = wanted.sku) AS shipped
      FROM unnest($1::text[]) AS wanted (sku)
      LEFT JOIN product p USING (sku) LEFT JOIN stock s USING (sku) ORDER BY sku\
      """;

  private static final String DAYS =
      """
      SELECT sku, start, sum(quantity)::bigint AS quantity, sum(requests)::bigint AS requests,
             sum(lost)::bigint AS lost
      FROM (
        SELECT sku, start, quantity, 0 AS requests, 0 AS lost FROM sales_day
        WHERE sku = ANY($1) AND start >= $2 AND start < $3
        UNION ALL
        SELECT sku, start, 0, requests, quantity FROM lost_day
        WHERE sku = ANY($1) AND start >= $2 AND start < $3) AS day
      GROUP BY 1, 2 HAVING sum(quantity) + sum(lost) > 0 ORDER BY 1, 2\
      """;

  private final Pool pool;

  public PgDemandSource(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Map<String, Map<String, Long>>> revenues(Period period) {
    return pool.preparedQuery(REVENUES)
        .execute(Tuple.of(Columns.utc(period.from()), Columns.utc(period.to())))
        .map(
            rows -> {
              Map<String, Map<String, Long>> revenues = new HashMap<>();
              for (Row row : rows) {
                revenues
                    .computeIfAbsent(row.getString("currency"), currency -> new HashMap<>())
                    .merge(row.getString("sku"), row.getLong("revenue"), Long::sum);
              }
              return revenues;
            });
  }

  @Override
  public Future<List<SkuHistory>> histories(List<String> skus, Period period) {
    Future<Map<String, List<DayDemand>>> days = days(skus, period);
    return pool.preparedQuery(SKUS)
        .execute(Tuple.of((Object) skus.toArray(String[]::new)))
        .compose(
            rows ->
                days.map(
                    skuToDays ->
                        Rows.map(
                            rows,
                            row ->
                                history(
                                    row,
                                    skuToDays.getOrDefault(row.getString("sku"), List.of()),
                                    period))));
  }

  private static SkuHistory history(Row row, List<DayDemand> days, Period period) {
    return new SkuHistory(
        row.getString("sku"),
        row.getString("name"),
        row.getBoolean("archived"),
        row.getLong("worth"),
        row.getLong("lead_time_days"),
        series(days, period),
        locations(row));
  }

  /** Every day from the first with demand up to the end of the period. */
  private static List<Double> series(List<DayDemand> days, Period period) {
    if (days.isEmpty()) {
      return List.of();
    }
    Instant first = days.get(0).start();
    double[] series = new double[Math.toIntExact(Duration.between(first, period.to()).toDays())];
    for (DayDemand day : days) {
      int index = Math.toIntExact(Duration.between(first, day.start()).toDays());
      series[index] = day.quantity() + day.lostQuantity();
    }
    return Arrays.stream(series).boxed().toList();
  }

  /**
   * The open locations, since goods are sent to no other. What all of them have beyond what is for
   * sale is kept back; it is sold last, so it lies at the last ones.
   */
  private static List<AtLocation> locations(Row row) {
    JsonObject shipped = row.getJsonObject("shipped");
    List<AtLocation> open =
        row.getJsonArray("locations").stream()
            .map(JsonObject.class::cast)
            .filter(level -> level.getBoolean("active", true))
            .map(level -> location(level, shipped))
            .toList();
    long keptBack = open.stream().mapToLong(AtLocation::available).sum() - row.getLong("available");
    Deque<AtLocation> selling = new ArrayDeque<>(open.size());
    for (int i = open.size() - 1; i >= 0; i--) {
      long kept = Math.max(0, Math.min(keptBack, open.get(i).available()));
      keptBack -= kept;
      selling.addFirst(open.get(i).keeping(kept));
    }
    return List.copyOf(selling);
  }

  private static AtLocation location(JsonObject level, JsonObject shipped) {
    String location = level.getString("location");
    return new AtLocation(
        location,
        level.getLong("onHand", 0L),
        level.getLong("available", 0L),
        level.getLong("incoming", 0L),
        shipped.getLong(location, 0L));
  }

  @Override
  public Future<List<DayDemand>> days(String sku, Period period) {
    return days(List.of(sku), period).map(days -> days.getOrDefault(sku, List.of()));
  }

  private Future<Map<String, List<DayDemand>>> days(List<String> skus, Period period) {
    return pool.preparedQuery(DAYS)
        .execute(
            Tuple.of(
                skus.toArray(String[]::new), Columns.utc(period.from()), Columns.utc(period.to())))
        .map(
            rows -> {
              Map<String, List<DayDemand>> skuToDays = new HashMap<>();
              for (Row row : rows) {
                DayDemand day =
                    new DayDemand(
                        row.getOffsetDateTime("start").toInstant(),
                        row.getLong("quantity"),
                        row.getLong("requests"),
                        row.getLong("lost"));
                skuToDays.computeIfAbsent(row.getString("sku"), sku -> new ArrayList<>()).add(day);
              }
              return skuToDays;
            });
  }
}
