package io.ecart.analytics.postgres;

import io.ecart.analytics.Bookings.Basket;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * How many orders have a line of a category, by hour. An order counts once per category, so this
 * cannot be added up from the skus. It depends on the catalogue as well as on the orders: batches
 * of orders run side by side under a shared lock, and a change of categories takes the lock for
 * itself.
 */
final class CategoryOrders {
  /** Any number that no other advisory lock in this database has. */
  private static final long LOCK = 4_701;

  private static final String SHARE = "SELECT pg_advisory_xact_lock_shared(" + LOCK + ")";
  private static final String ADD =
      """
      INSERT INTO category_hour AS t (start, category, currency, orders)
      SELECT start, category, currency, sum(orders) FROM (
        SELECT DISTINCT basket, start, coalesce(p.category, '') AS category, f.currency, orders
        FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[], $5::bigint[])
          AS f (basket, start, currency, sku, orders)
        LEFT JOIN product p USING (sku)) AS once
      GROUP BY 1, 2, 3 HAVING sum(orders) <> 0 ORDER BY 1, 2, 3
      ON CONFLICT (start, category, currency) DO UPDATE SET orders = t.orders + excluded.orders\
      """;

  private static final String ALONE = "SELECT pg_advisory_xact_lock(" + LOCK + ")";
  private static final String STALE =
      """
      INSERT INTO stale_category_hour
      SELECT DISTINCT h.start FROM sales_day d
      JOIN sales_hour h ON h.sku = d.sku AND h.start >= d.start
                       AND h.start < d.start + interval '24 hours'
      WHERE d.sku = ANY($1) ON CONFLICT DO NOTHING\
      """;
  private static final String TAKE =
      """
      DELETE FROM stale_category_hour WHERE start IN (
        SELECT start FROM stale_category_hour ORDER BY start LIMIT 24) RETURNING start\
      """;
  private static final String CLEAR = "DELETE FROM category_hour WHERE start = ANY($1)";
  private static final String RECOUNT =
      """
      INSERT INTO category_hour (start, category, currency, orders)
      SELECT start, category, currency, count(*) FROM (
        SELECT DISTINCT h.start, f.id, f.currency, coalesce(p.category, '') AS category
        FROM unnest($1::timestamptz[]) AS h (start)
        JOIN order_fact f ON f.booked_at >= h.start
                         AND f.booked_at < h.start + interval '1 hour'
        CROSS JOIN LATERAL jsonb_object_keys(f.lines) AS line (sku)
        LEFT JOIN product p ON p.sku = line.sku) AS once
      GROUP BY 1, 2, 3\
      """;

  private record Line(int number, Basket basket, String sku) {}

  private CategoryOrders() {}

  /** To be taken before the catalogue is read for a batch of orders. */
  static Future<Void> share(SqlConnection transaction) {
    return transaction.preparedQuery(SHARE).execute().mapEmpty();
  }

  static Future<Void> add(SqlConnection transaction, List<Basket> baskets) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < baskets.size(); i++) {
      for (String sku : baskets.get(i).skus()) {
        lines.add(new Line(i, baskets.get(i), sku));
      }
    }
    Tuple columns =
        Columns.of(lines)
            .numbers(Line::number)
            .times(line -> line.basket().start())
            .texts(line -> line.basket().currency())
            .texts(Line::sku)
            .numbers(line -> line.basket().orders())
            .tuple();
    return transaction.preparedQuery(ADD).execute(columns).mapEmpty();
  }

  /** Notes the hours in which skus were sold whose category is about to be another one. */
  static Future<Void> moved(SqlConnection transaction, List<String> skus) {
    if (skus.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .preparedQuery(ALONE)
        .execute()
        .compose(
            alone ->
                transaction
                    .preparedQuery(STALE)
                    .execute(Tuple.of((Object) skus.toArray(String[]::new))))
        .mapEmpty();
  }

  /**
   * Counts up to a day of the noted hours anew.
   *
   * @return whether there were any
   */
  static Future<Boolean> recount(SqlConnection transaction) {
    return transaction
        .preparedQuery(ALONE)
        .execute()
        .compose(alone -> transaction.preparedQuery(TAKE).execute())
        .compose(
            taken -> {
              List<OffsetDateTime> hours = new ArrayList<>();
              taken.forEach(row -> hours.add(row.getOffsetDateTime(0)));
              return hours.isEmpty()
                  ? Future.succeededFuture(false)
                  : recount(transaction, hours.toArray(OffsetDateTime[]::new)).map(true);
            });
  }

  private static Future<Void> recount(SqlConnection transaction, OffsetDateTime[] hours) {
    return transaction
        .preparedQuery(CLEAR)
        .execute(Tuple.of((Object) hours))
        .compose(cleared -> transaction.preparedQuery(RECOUNT).execute(Tuple.of((Object) hours)))
        .mapEmpty();
  }
}
