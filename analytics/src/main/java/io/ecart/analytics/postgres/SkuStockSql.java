package io.ecart.analytics.postgres;

import io.ecart.analytics.InventoryReports.Only;
import org.jspecify.annotations.Nullable;

/**
 * The statements behind the stock of single skus. $1 and $2 are the period, $3 and $4 the days in
 * which goods without a sale are dead, $5 and $6 those over which the average of daily sales is
 * taken.
 */
final class SkuStockSql {
  private static final String COLUMNS =
      """
      SELECT s.*, p.name, p.category, p.currency, coalesce(p.cost, p.price) AS worth,
             (SELECT coalesce(sum((level ->> 'allocated')::bigint), 0)::bigint
              FROM stock t, jsonb_array_elements(t.locations) AS level
              WHERE t.sku = s.sku) AS allocated,
             (SELECT sum(quantity)::bigint FROM sales_day d
              WHERE d.sku = s.sku AND d.start >= $5 AND d.start < $6) AS sold,
             (SELECT max(start) FROM sales_day d
              WHERE d.sku = s.sku AND d.orders > 0 AND d.start < $4) AS last_sold,
             (SELECT sum(outs)::bigint FROM stock_day d
              WHERE d.sku = s.sku AND d.start >= $1 AND d.start < $2) AS outs
      """;

  /** What the shop has, and what it offers but was never stocked: that cannot be bought either. */
  static final String FROM_STOCK =
      """
      FROM (
        SELECT sku, on_hand, available, incoming, status, out_since FROM stock
        UNION ALL
        SELECT sku, 0, 0, 0, 'unknown', NULL FROM product n
        WHERE n.status = 'active' AND NOT EXISTS (SELECT FROM stock t WHERE t.sku = n.sku)) AS s
      LEFT JOIN product p USING (sku)
      """;

  /** Postgres wants a type for every parameter, also where a statement has no use for one. */
  private static final String ANY = "WHERE $3::timestamptz IS NOT NULL ";

  private static final String IS_OUT = "AND s.available <= 0 AND p.status = 'active'";

  /**
   * What arrived since is not dead: it was there before, and never gone. The stock that was told
   * says so; of an imported past there is none, but what was sold before was there.
   */
  static final String IS_DEAD =
      """
      s.on_hand > 0 AND NOT EXISTS (
        SELECT FROM sales_day d WHERE d.sku = s.sku AND d.orders > 0
          AND d.start >= $3 AND d.start < $4)
      AND NOT EXISTS (
        SELECT FROM stock_day d WHERE d.sku = s.sku AND d.start >= $3 AND d.on_hand <= 0)
      AND coalesce(
        (SELECT d.on_hand > 0 FROM stock_day d WHERE d.sku = s.sku AND d.start < $3
         ORDER BY d.start DESC LIMIT 1),
        EXISTS (SELECT FROM sales_day d WHERE d.sku = s.sku AND d.orders > 0 AND d.start < $3))\
      """;

  private static final String PAGE = " AND s.sku > $7 ORDER BY s.sku LIMIT $8";

  /** A sku that was sold but never stocked is known too. */
  static final String ONE =
      COLUMNS
          + """
          FROM (
            SELECT f.sku, coalesce(on_hand, 0) AS on_hand, coalesce(available, 0) AS available,
                   coalesce(incoming, 0) AS incoming, coalesce(status, 'unknown') AS status,
                   out_since
            FROM (SELECT $7::text AS sku) AS f LEFT JOIN stock USING (sku)) AS s
          LEFT JOIN product p USING (sku)
          """
          + ANY
          + """
          AND (p.sku IS NOT NULL OR EXISTS (SELECT FROM stock t WHERE t.sku = s.sku)
            OR EXISTS (SELECT FROM sales_day d WHERE d.sku = s.sku))\
          """;

  private SkuStockSql() {}

  static String page(@Nullable Only only) {
    String which = only == null ? "" : only == Only.OUT ? IS_OUT : "AND " + IS_DEAD;
    return COLUMNS + FROM_STOCK + ANY + which + PAGE;
  }
}
