package io.ecart.analytics.postgres;

import io.ecart.analytics.InventoryReports;
import io.ecart.analytics.Period;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers about the stock from its newest state, its days, and the daily sales. */
public final class PgInventoryReports implements InventoryReports {
  private static final String END =
      """
      SELECT max(start) AS newest, max(start) FILTER (WHERE start < $1) AS before
      FROM (SELECT start FROM sales_day WHERE orders > 0 AND start <= $1
            ORDER BY start DESC LIMIT 1) AS newest
      FULL JOIN (SELECT start FROM sales_day WHERE orders > 0 AND start < $1
            ORDER BY start DESC LIMIT 1) AS before USING (start)\
      """;

  /**
   * $1 and $2 the period of the turnover, $3 and $4 the days in which goods without a sale are dead.
   * A value that is beyond all numbers is told as the largest.
   */
  private static final String TOTALS =
      """
      WITH sold AS (
        SELECT sku, sum(quantity) AS units FROM %s
        WHERE start >= $1 AND start < $2 GROUP BY sku
      ), span AS (
        SELECT sku, on_hand, greatest(start, $1) AS since, least($2, lead(start)
          OVER (PARTITION BY sku ORDER BY start)) AS till
        FROM stock_day WHERE start < $2
      ), average AS (
        SELECT sku, sum(on_hand * extract(epoch FROM till - since))
                    / sum(extract(epoch FROM till - since)) AS units
        FROM span WHERE till > since GROUP BY sku
      ), each AS (
        SELECT s.*, p.currency, p.status AS selling, coalesce(p.cost, p.price, 0) AS worth,
               coalesce(sold.units, 0) AS sold, coalesce(average.units, s.on_hand) AS average,
               %s AS dead
        %s
        LEFT JOIN sold USING (sku) LEFT JOIN average USING (sku)
      )
      SELECT currency, count(*) AS skus, sum(on_hand)::bigint AS units,
             least(sum(on_hand::numeric * worth), 9223372036854775807)::bigint AS value,
             least(sum(sold::numeric * worth), 9223372036854775807)::bigint AS sold_value,
             least(sum(average * worth), 9223372036854775807)::bigint AS average_value,
             count(*) FILTER (WHERE available <= 0 AND selling = 'active') AS out_of_stock,
             count(*) FILTER (WHERE dead) AS dead_skus,
             coalesce(sum(on_hand) FILTER (WHERE dead), 0)::bigint AS dead_units,
             least(coalesce(sum(on_hand::numeric * worth) FILTER (WHERE dead), 0),
                   9223372036854775807)::bigint AS dead_value
      FROM each GROUP BY currency ORDER BY currency IS NULL, count(*) DESC, currency\
      """;

  private final Pool pool;

  public PgInventoryReports(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Instant> end(Instant now) {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    Instant tomorrow = today.plus(1, ChronoUnit.DAYS);
    return pool.preparedQuery(END)
        .execute(Tuple.of(Columns.utc(today)))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              Instant newest = Rows.time(row, "newest");
              if (newest == null) {
                return tomorrow;
              }
              boolean isUnderWay = newest.equals(today);
              boolean isAll = Rows.time(row, "before") == null;
              return isUnderWay ? (isAll ? tomorrow : today) : newest.plus(1, ChronoUnit.DAYS);
            });
  }

  @Override
  public Future<List<Totals>> totals(View view) {
    Period turnover = view.turnover();
    String sales = turnover.isWholeDays() ? "sales_day" : "sales_hour";
    return pool.preparedQuery(TOTALS.formatted(sales, SkuStockSql.IS_DEAD, SkuStockSql.FROM_STOCK))
        .execute(
            Tuple.of(
                Columns.utc(turnover.from()),
                Columns.utc(turnover.to()),
                Columns.utc(view.deadSince()),
                Columns.utc(view.soldTo())))
        .map(rows -> Rows.map(rows, PgInventoryReports::totals));
  }

  private static Totals totals(Row row) {
    return new Totals(
        row.getString("currency"),
        row.getLong("skus"),
        row.getLong("units"),
        row.getLong("value"),
        row.getLong("sold_value"),
        row.getLong("average_value"),
        row.getLong("out_of_stock"),
        row.getLong("dead_skus"),
        row.getLong("dead_units"),
        row.getLong("dead_value"));
  }

  @Override
  public Future<List<SkuStock>> skus(View view, @Nullable Only only, String after, int limit) {
    return pool.preparedQuery(SkuStockSql.page(only))
        .execute(values(view).addString(after).addInteger(limit))
        .map(rows -> Rows.map(rows, PgInventoryReports::skuStock));
  }

  @Override
  public Future<@Nullable SkuStock> sku(View view, String sku) {
    return pool.preparedQuery(SkuStockSql.ONE)
        .execute(values(view).addString(sku))
        .map(
            rows -> {
              List<SkuStock> found = Rows.map(rows, PgInventoryReports::skuStock);
              return found.isEmpty() ? null : found.get(0);
            });
  }

  private static Tuple values(View view) {
    Period turnover = view.turnover();
    Instant sellingFrom = view.sellingTo().minus(Duration.ofDays(View.SELLING_DAYS));
    return Tuple.of(
        Columns.utc(turnover.from()),
        Columns.utc(turnover.to()),
        Columns.utc(view.deadSince()),
        Columns.utc(view.soldTo()),
        Columns.utc(sellingFrom),
        Columns.utc(view.sellingTo()));
  }

  private static SkuStock skuStock(Row row) {
    return new SkuStock(
        row.getString("sku"),
        row.getString("name"),
        row.getString("category"),
        row.getLong("on_hand"),
        row.getLong("allocated"),
        row.getLong("available"),
        row.getLong("incoming"),
        row.getString("status"),
        row.getString("currency"),
        row.getLong("worth"),
        Objects.requireNonNullElse(row.getLong("sold"), 0L) / (double) View.SELLING_DAYS,
        Rows.time(row, "last_sold"),
        Rows.time(row, "out_since"),
        Objects.requireNonNullElse(row.getLong("outs"), 0L));
  }
}
