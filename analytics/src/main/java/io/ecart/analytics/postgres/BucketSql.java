package io.ecart.analytics.postgres;

import io.ecart.analytics.GroupBy;
import io.ecart.analytics.Interval;
import io.ecart.analytics.SalesReports.Question;

/**
 * The statement behind a question about sales. Only names of tables, columns and intervals that
 * stand here are put together; all values are parameters: $1 and $2 the period, $3 to $5 the last
 * bucket of the page before, $6 the limit, $7 whether this is the first page.
 */
final class BucketSql {
  private static final String SUMS =
      """
      sum(quantity)::bigint AS quantity, sum(revenue)::bigint AS revenue,
      sum(returned_quantity)::bigint AS returned_quantity, sum(refunded)::bigint AS refunded
      """;
  private static final String PERIOD = " WHERE s.start >= $1 AND s.start < $2 ";
  private static final String PAGE =
      """
      SELECT * FROM (%s) AS bucket
      WHERE (orders, quantity, revenue, returned_quantity, refunded) <> (0, 0, 0, 0, 0)
        AND ($7 OR (start, grp, currency) > ($3, $4, $5))
      ORDER BY start, grp, currency LIMIT $6\
      """;

  private BucketSql() {}

  static String of(Question question) {
    String start = "date_trunc('" + question.interval().wire() + "', s.start, 'UTC')";
    GroupBy groupBy = question.groupBy();
    if (groupBy == null) {
      return PAGE.formatted(total(start));
    }
    boolean days = question.interval() != Interval.HOUR && question.period().isWholeDays();
    String table = days ? "sales_day s" : "sales_hour s";
    return PAGE.formatted(groupBy == GroupBy.SKU ? sku(start, table) : category(start, table));
  }

  private static String total(String start) {
    return "SELECT "
        + start
        + " AS start, ''::text AS grp, s.currency,"
        + " sum(orders)::bigint AS orders, "
        + SUMS
        + "FROM total_hour s"
        + PERIOD
        + "GROUP BY 1, 3";
  }

  private static String sku(String start, String table) {
    return "SELECT "
        + start
        + " AS start, s.sku AS grp, s.currency,"
        + " sum(orders)::bigint AS orders, "
        + SUMS
        + "FROM "
        + table
        + PERIOD
        + "GROUP BY 1, 2, 3";
  }

  /**
   * Units and money by what the catalogue says now; orders from the table that counts them once.
   */
  private static String category(String start, String table) {
    String sold =
        "SELECT "
            + start
            + " AS start, coalesce(p.category, '') AS grp, s.currency, "
            + SUMS
            + "FROM "
            + table
            + " LEFT JOIN product p USING (sku)"
            + PERIOD
            + "GROUP BY 1, 2, 3";
    String counted =
        "SELECT "
            + start
            + " AS start, s.category AS grp, s.currency,"
            + " sum(orders)::bigint AS orders FROM category_hour s"
            + PERIOD
            + "GROUP BY 1, 2, 3";
    return "SELECT start, grp, currency, coalesce(orders, 0) AS orders, quantity, revenue,"
        + " returned_quantity, refunded FROM ("
        + sold
        + ") AS sold"
        + " LEFT JOIN ("
        + counted
        + ") AS counted USING (start, grp, currency)";
  }
}
