package io.ecart.analytics.postgres;

import io.ecart.analytics.Bookings;
import io.ecart.analytics.Bookings.CurrencyHour;
import io.ecart.analytics.Bookings.SkuHour;
import io.ecart.analytics.Bookings.StatusHour;
import io.ecart.analytics.OrderChange.SkuAt;
import io.ecart.analytics.StatusSums;
import io.ecart.analytics.Sums;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.function.Function;

/** Adds a batch to the tables of sums, each row once and in the order of its key. */
final class BookingsTables {
  private static final String ADD =
      """
      orders = t.orders + excluded.orders,
      quantity = t.quantity + excluded.quantity,
      revenue = t.revenue + excluded.revenue,
      returned_quantity = t.returned_quantity + excluded.returned_quantity,
      refunded = t.refunded + excluded.refunded\
      """;
  private static final String SALES =
      """
      WITH f AS (
        SELECT unnest($1::timestamptz[]) AS start, unnest($2::text[]) AS sku,
          unnest($3::text[]) AS currency, unnest($4::bigint[]) AS orders,
          unnest($5::bigint[]) AS quantity, unnest($6::bigint[]) AS revenue,
          unnest($7::bigint[]) AS returned_quantity, unnest($8::bigint[]) AS refunded
      ), hours AS (
        INSERT INTO sales_hour AS t SELECT * FROM f
        ON CONFLICT (start, sku, currency) DO UPDATE SET
      """
          + ADD
          + """

          )
          INSERT INTO sales_day AS t
          SELECT date_trunc('day', start, 'UTC'), sku, currency, sum(orders), sum(quantity),
                 sum(revenue), sum(returned_quantity), sum(refunded)
          FROM f GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
          ON CONFLICT (start, sku, currency) DO UPDATE SET
          """
          + ADD;
  private static final String TOTALS =
      """
      INSERT INTO total_hour AS t
      SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::bigint[], $4::bigint[],
                           $5::bigint[], $6::bigint[], $7::bigint[])
      ON CONFLICT (start, currency) DO UPDATE SET
      """
          + ADD;
  private static final String STATUSES =
      """
      INSERT INTO status_hour AS t
      SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::bigint[], $5::bigint[],
                           $6::bigint[], $7::bigint[])
      ON CONFLICT (start, currency, status) DO UPDATE SET
        orders = t.orders + excluded.orders,
        revenue = t.revenue + excluded.revenue,
        shipped = t.shipped + excluded.shipped,
        ship_seconds = t.ship_seconds + excluded.ship_seconds\
      """;
  private static final String SHIPPED =
      """
      INSERT INTO shipped_from AS t
      SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
      ON CONFLICT (sku, location) DO UPDATE SET quantity = t.quantity + excluded.quantity\
      """;

  List<Future<Void>> save(SqlConnection transaction, Bookings bookings) {
    List<Future<Void>> writes = new ArrayList<>();
    add(writes, transaction, SALES, sales(changed(bookings.sales().entrySet(), Sums.ZERO)));
    add(writes, transaction, TOTALS, totals(changed(bookings.totals().entrySet(), Sums.ZERO)));
    add(writes, transaction, STATUSES, statuses(bookings));
    add(writes, transaction, SHIPPED, shipped(List.copyOf(bookings.shipped().entrySet())));
    return writes;
  }

  private static void add(
      List<Future<Void>> writes, SqlConnection transaction, String sql, Columns<?> columns) {
    if (!columns.isEmpty()) {
      writes.add(transaction.preparedQuery(sql).execute(columns.tuple()).mapEmpty());
    }
  }

  private static <K, V> List<Entry<K, V>> changed(Iterable<Entry<K, V>> entries, V zero) {
    List<Entry<K, V>> changed = new ArrayList<>();
    for (Entry<K, V> entry : entries) {
      if (!entry.getValue().equals(zero)) {
        changed.add(entry);
      }
    }
    return changed;
  }

  private static Columns<?> sales(List<Entry<SkuHour, Sums>> rows) {
    Columns<Entry<SkuHour, Sums>> columns =
        Columns.of(rows)
            .times(row -> row.getKey().start())
            .texts(row -> row.getKey().sku())
            .texts(row -> row.getKey().currency());
    return sums(columns, Entry::getValue);
  }

  private static Columns<?> totals(List<Entry<CurrencyHour, Sums>> rows) {
    Columns<Entry<CurrencyHour, Sums>> columns =
        Columns.of(rows).times(row -> row.getKey().start()).texts(row -> row.getKey().currency());
    return sums(columns, Entry::getValue);
  }

  private static <R> Columns<R> sums(Columns<R> columns, Function<R, Sums> of) {
    return columns
        .numbers(row -> of.apply(row).orders())
        .numbers(row -> of.apply(row).quantity())
        .numbers(row -> of.apply(row).revenue())
        .numbers(row -> of.apply(row).returnedQuantity())
        .numbers(row -> of.apply(row).refunded());
  }

  private static Columns<?> statuses(Bookings bookings) {
    List<Entry<StatusHour, StatusSums>> rows =
        changed(bookings.statuses().entrySet(), StatusSums.ZERO);
    return Columns.of(rows)
        .times(row -> row.getKey().start())
        .texts(row -> row.getKey().currency())
        .texts(row -> row.getKey().status().wire())
        .numbers(row -> row.getValue().orders())
        .numbers(row -> row.getValue().revenue())
        .numbers(row -> row.getValue().shipped())
        .numbers(row -> row.getValue().shipSeconds());
  }

  private static Columns<?> shipped(List<Entry<SkuAt, Long>> rows) {
    return Columns.of(rows)
        .texts(row -> row.getKey().sku())
        .texts(row -> row.getKey().location())
        .numbers(Entry::getValue);
  }
}
