package io.ecart.inventory.postgres;

import io.ecart.inventory.Cause;
import io.ecart.inventory.Deltas;
import io.ecart.inventory.LedgerEntry;
import io.ecart.inventory.MovementKind;
import io.ecart.inventory.Place;
import io.ecart.inventory.Reservation;
import io.ecart.inventory.Stock;
import io.ecart.inventory.StockReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plain reads of levels, ledger and reservations. */
public final class PgStockReader implements StockReader {
  private static final String STOCKS =
      "SELECT " + Columns.LEVEL + " FROM level WHERE sku = ANY ($1)";
  private static final String AFTER =
      "SELECT "
          + Columns.LEVEL
          + " FROM level WHERE sku IN (SELECT sku FROM item WHERE sku > $1 ORDER BY sku LIMIT $2)"
          + " ORDER BY sku";

  /**
   * Who writes has given the entries their time before they can be seen. Once the levels could be
   * locked, what has an earlier time than now is there to be read, and nothing will join it.
   */
  private static final String AWAIT_WRITERS =
      "SELECT location FROM level WHERE sku = $1 ORDER BY location FOR SHARE";

  private static final String AS_OF =
      "SELECT location, sum(on_hand)::bigint, sum(reserved)::bigint, sum(allocated)::bigint,"
          + " sum(unavailable)::bigint, sum(incoming)::bigint FROM movement"
          + " WHERE sku = $1 AND at <= $2 GROUP BY location ORDER BY location";
  private static final String ENTRY =
      "SELECT id, sku, location, kind, on_hand, reserved, allocated, unavailable, incoming,"
          + " reference, reason, actor, note, trace_id, at FROM movement ";
  private static final String OF_SKU =
      ENTRY + "WHERE sku = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
  private static final String OF_REFERENCES =
      ENTRY + "WHERE reference = ANY ($1) AND id > $2 ORDER BY id LIMIT $3";
  private static final String RESERVATION =
      "SELECT " + Columns.RESERVATION + " FROM reservation WHERE id = $1";

  private final SqlClient client;

  public PgStockReader(SqlClient client) {
    this.client = client;
  }

  @Override
  public Future<Map<String, Stock>> stocks(Collection<String> skus) {
    return stocks(client, skus);
  }

  static Future<Map<String, Stock>> stocks(SqlClient client, Collection<String> skus) {
    if (skus.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return client
        .preparedQuery(STOCKS)
        .execute(Tuple.tuple().addArrayOfString(skus.toArray(String[]::new)))
        .map(PgStockReader::stocks);
  }

  private static Map<String, Stock> stocks(RowSet<Row> rows) {
    Map<String, Stock> stocks = new LinkedHashMap<>();
    for (Row row : rows) {
      stocks.computeIfAbsent(row.getString(0), Stock::new).add(Columns.level(row));
    }
    return stocks;
  }

  @Override
  public Future<List<Stock>> stocksAfter(String sku, int limit) {
    return client
        .preparedQuery(AFTER)
        .execute(Tuple.of(sku, limit))
        .map(rows -> List.copyOf(stocks(rows).values()));
  }

  @Override
  public Future<Optional<JsonObject>> asOf(String sku, Instant time) {
    return client
        .preparedQuery(AWAIT_WRITERS)
        .execute(Tuple.of(sku))
        .compose(settled -> client.preparedQuery(AS_OF).execute(Tuple.of(sku, Columns.time(time))))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(asOf(sku, rows).put("asOf", time.toString())));
  }

  /**
   * Policies and activity of locations have no history, so this is what was there, not for sale.
   */
  private static JsonObject asOf(String sku, RowSet<Row> rows) {
    JsonArray locations = new JsonArray();
    Deltas sum = Deltas.NONE;
    for (Row row : rows) {
      Deltas units =
          new Deltas(
              row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
      sum = sum.plus(units);
      locations.add(put(new JsonObject().put("location", row.getString(0)), units));
    }
    return put(new JsonObject().put("sku", sku), sum).put("locations", locations);
  }

  private static JsonObject put(JsonObject json, Deltas units) {
    return json.put("onHand", units.onHand())
        .put("reserved", units.reserved())
        .put("allocated", units.allocated())
        .put("unavailable", units.unavailable())
        .put("available", units.free())
        .put("incoming", units.incoming());
  }

  @Override
  public Future<List<LedgerEntry>> movements(String sku, @Nullable Long below, int limit) {
    Tuple arguments = Tuple.of(sku, below == null ? Long.MAX_VALUE : below, limit);
    return client.preparedQuery(OF_SKU).execute(arguments).map(PgStockReader::entries);
  }

  @Override
  public Future<List<LedgerEntry>> movementsOf(
      Collection<String> references, @Nullable Long above, int limit) {
    String[] all = references.toArray(String[]::new);
    Tuple arguments = Tuple.tuple().addArrayOfString(all).addLong(above == null ? 0L : above);
    return client
        .preparedQuery(OF_REFERENCES)
        .execute(arguments.addInteger(limit))
        .map(PgStockReader::entries);
  }

  @Override
  public Future<Optional<Reservation>> reservation(UUID id) {
    return client
        .preparedQuery(RESERVATION)
        .execute(Tuple.of(id))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(Columns.reservation(rows.iterator().next())));
  }

  private static List<LedgerEntry> entries(RowSet<Row> rows) {
    List<LedgerEntry> entries = new ArrayList<>(rows.size());
    for (Row row : rows) {
      entries.add(entry(row));
    }
    return entries;
  }

  private static LedgerEntry entry(Row row) {
    Deltas deltas =
        new Deltas(
            row.getInteger(4),
            row.getInteger(5),
            row.getInteger(6),
            row.getInteger(7),
            row.getInteger(8));
    Cause cause =
        new Cause(
            row.getString(9),
            row.getString(10),
            row.getString(11),
            row.getString(12),
            row.getUUID(13));
    return new LedgerEntry(
        row.getLong(0),
        new Place(row.getString(1), row.getString(2)),
        MovementKind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        deltas,
        cause,
        row.getOffsetDateTime(14).toInstant());
  }
}
