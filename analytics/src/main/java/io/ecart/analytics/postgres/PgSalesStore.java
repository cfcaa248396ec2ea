package io.ecart.analytics.postgres;

import io.ecart.analytics.Bookings;
import io.ecart.analytics.OrderFact;
import io.ecart.analytics.OrderStatus;
import io.ecart.analytics.SalesBook;
import io.ecart.analytics.SalesStore;
import io.ecart.analytics.Sold;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sales in Postgres: whole batches as arrays, one statement per table. */
public final class PgSalesStore implements SalesStore {
  private static final String LOCK =
      """
      SELECT id, version, status, booked_at, shipped_at, currency, lines
      FROM order_fact WHERE id = ANY($1) ORDER BY id FOR UPDATE\
      """;
  private static final String ORDERS =
      """
      SELECT unnest($1::text[])::uuid AS id, unnest($2::bigint[]) AS version,
        unnest($3::text[]) AS status, unnest($4::timestamptz[]) AS booked_at,
        unnest($5::timestamptz[]) AS shipped_at, unnest($6::text[]) AS currency,
        unnest($7::text[])::jsonb AS lines\
      """;
  private static final String INSERT =
      """
      INSERT INTO order_fact (id, version, status, booked_at, shipped_at, currency, lines)
      """
          + ORDERS
          + " ON CONFLICT DO NOTHING";
  private static final String UPDATE =
      """
      UPDATE order_fact AS t SET
        version = f.version, status = f.status, booked_at = f.booked_at,
        shipped_at = f.shipped_at, currency = f.currency, lines = f.lines
      FROM (
      """
          + ORDERS
          + ") AS f WHERE t.id = f.id";

  private final BookingsTables tables = new BookingsTables();

  @Override
  public Future<Map<UUID, OrderFact>> lock(SqlConnection transaction, Collection<UUID> ids) {
    return CategoryOrders.share(transaction)
        .compose(
            shared ->
                transaction
                    .preparedQuery(LOCK)
                    .execute(Tuple.of((Object) ids.toArray(UUID[]::new))))
        .map(
            rows -> {
              Map<UUID, OrderFact> known = new HashMap<>();
              rows.forEach(row -> known.put(row.getUUID("id"), fact(row)));
              return known;
            });
  }

  private static OrderFact fact(Row row) {
    OffsetDateTime shipped = row.getOffsetDateTime("shipped_at");
    return new OrderFact(
        row.getUUID("id"),
        row.getLong("version"),
        OrderStatus.of(row.getString("status")),
        row.getOffsetDateTime("booked_at").toInstant(),
        shipped == null ? null : shipped.toInstant(),
        row.getString("currency"),
        lines(row.getJsonObject("lines")));
  }

  private static Map<String, Sold> lines(JsonObject json) {
    Map<String, Sold> skuToSold = new HashMap<>();
    for (String sku : json.fieldNames()) {
      JsonArray sold = json.getJsonArray(sku);
      skuToSold.put(sku, new Sold(sold.getLong(0), sold.getLong(1)));
    }
    return skuToSold;
  }

  /** The statements go out together; Postgres carries them out in this order. */
  @Override
  public Future<Void> save(SqlConnection transaction, SalesBook book) {
    Bookings bookings = book.bookings();
    List<Future<Void>> writes = new ArrayList<>();
    writes.add(write(transaction, INSERT, book.newOrders()));
    writes.add(write(transaction, UPDATE, book.knownOrders()));
    writes.addAll(tables.save(transaction, bookings));
    if (!bookings.baskets().isEmpty()) {
      writes.add(CategoryOrders.add(transaction, bookings.baskets()));
    }
    return Future.all(writes).mapEmpty();
  }

  /**
   * Writes orders and makes sure that each was written: when two readers meet over a new order, as
   * they may while Kafka gives a partition to another one, the later one must begin again.
   */
  private static Future<Void> write(SqlConnection transaction, String sql, List<OrderFact> orders) {
    if (orders.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .preparedQuery(sql)
        .execute(columns(orders))
        .compose(
            rows ->
                rows.rowCount() == orders.size()
                    ? Future.succeededFuture()
                    : Future.failedFuture("Another reader booked the same orders meanwhile"));
  }

  private static Tuple columns(List<OrderFact> orders) {
    List<OrderFact> sorted =
        orders.stream().sorted(Comparator.comparing(order -> order.id().toString())).toList();
    return Columns.of(sorted)
        .texts(order -> order.id().toString())
        .numbers(OrderFact::version)
        .texts(order -> order.status().wire())
        .times(OrderFact::bookedAt)
        .times(OrderFact::shippedAt)
        .texts(OrderFact::currency)
        .texts(order -> json(order.skuToSold()).encode())
        .tuple();
  }

  private static JsonObject json(Map<String, Sold> skuToSold) {
    JsonObject json = new JsonObject();
    skuToSold.forEach((sku, sold) -> json.put(sku, JsonArray.of(sold.quantity(), sold.revenue())));
    return json;
  }
}
