package io.ecart.analytics.postgres;

import io.ecart.analytics.OrderStatus;
import io.ecart.analytics.Period;
import io.ecart.analytics.SalesReports;
import io.ecart.analytics.StatusSums;
import io.ecart.analytics.Sums;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Answers from the tables of sums: the cost follows the buckets asked for, not the orders. */
public final class PgSalesReports implements SalesReports {
  private static final String TOP =
      """
      SELECT sku, p.name, s.currency, sum(orders)::bigint AS orders,
             sum(quantity)::bigint AS quantity, sum(revenue)::bigint AS revenue,
             sum(returned_quantity)::bigint AS returned_quantity,
             sum(refunded)::bigint AS refunded
      FROM %s s LEFT JOIN product p USING (sku)
      WHERE start >= $1 AND start < $2
      GROUP BY 1, 2, 3 HAVING sum(orders) > 0
      ORDER BY %s DESC, sku, s.currency LIMIT $3\
      """;
  private static final String ORDERS =
      """
      SELECT status, currency, sum(orders)::bigint, sum(revenue)::bigint, sum(shipped)::bigint,
             sum(ship_seconds)::bigint
      FROM status_hour WHERE start >= $1 AND start < $2
      GROUP BY 1, 2 HAVING sum(orders) > 0 ORDER BY 2, 1\
      """;
  private static final String CARTS =
      """
      SELECT event, sum(carts)::bigint FROM cart_day
      WHERE start >= date_trunc('day', $1::timestamptz, 'UTC') AND start < $2 GROUP BY 1\
      """;
  private static final String LAST_EVENT = "SELECT max(event_at) FROM progress";

  private final Pool pool;

  public PgSalesReports(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<List<Bucket>> sales(Question question) {
    BucketKey after = question.after();
    Tuple values =
        Tuple.of(
            Columns.utc(question.period().from()),
            Columns.utc(question.period().to()),
            Columns.utc(after == null ? Instant.EPOCH : after.start()),
            after == null ? "" : after.group(),
            after == null ? "" : after.currency(),
            question.limit(),
            after == null);
    return query(BucketSql.of(question), values)
        .map(
            rows ->
                rows.map(
                        row ->
                            new Bucket(
                                new BucketKey(
                                    row.getOffsetDateTime("start").toInstant(),
                                    row.getString("grp"),
                                    row.getString("currency")),
                                sums(row)))
                    .toList());
  }

  @Override
  public Future<List<TopProduct>> top(Period period, TopBy by, int limit) {
    String order = by == TopBy.REVENUE ? "sum(revenue)" : "sum(quantity)";
    String sql = TOP.formatted(period.isWholeDays() ? "sales_day" : "sales_hour", order);
    return query(sql, between(period).addInteger(limit))
        .map(
            rows ->
                rows.map(
                        row ->
                            new TopProduct(
                                row.getString("sku"),
                                row.getString("name"),
                                row.getString("currency"),
                                sums(row)))
                    .toList());
  }

  @Override
  public Future<List<StatusCount>> orders(Period period) {
    return query(ORDERS, between(period))
        .map(
            rows ->
                rows.map(
                        row ->
                            new StatusCount(
                                OrderStatus.of(row.getString(0)),
                                row.getString(1),
                                new StatusSums(
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5))))
                    .toList());
  }

  @Override
  public Future<Map<String, Long>> carts(Period period) {
    return query(CARTS, between(period))
        .map(
            rows -> {
              Map<String, Long> counts = new TreeMap<>();
              rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
              return counts;
            });
  }

  @Override
  public Future<@Nullable Instant> lastEventAt() {
    return query(LAST_EVENT, Tuple.tuple())
        .map(
            rows -> {
              OffsetDateTime last = rows.findFirst().orElseThrow().getOffsetDateTime(0);
              return last == null ? null : last.toInstant();
            });
  }

  private Future<Stream<Row>> query(String sql, Tuple values) {
    return pool.preparedQuery(sql)
        .execute(values)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false));
  }

  private static Tuple between(Period period) {
    return Tuple.of(Columns.utc(period.from()), Columns.utc(period.to()));
  }

  private static Sums sums(Row row) {
    return new Sums(
        row.getLong("orders"),
        row.getLong("quantity"),
        row.getLong("revenue"),
        row.getLong("returned_quantity"),
        row.getLong("refunded"));
  }
}
