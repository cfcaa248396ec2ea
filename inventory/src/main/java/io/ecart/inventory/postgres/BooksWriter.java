package io.ecart.inventory.postgres;

import io.ecart.inventory.Books;
import io.ecart.inventory.Deltas;
import io.ecart.inventory.Made;
import io.ecart.inventory.Movement;
import io.ecart.inventory.Place;
import io.ecart.inventory.Reservation;
import io.ecart.inventory.StockEvents;
import io.ecart.runtime.kafka.Outbox;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes what was decided with one statement, whatever the number of changes: each further one
 * would cost Postgres a plan to start and both sides a message to wake up for. Columns come as
 * arrays that are unnested side by side in a select list: as tables, each would be stored away
 * before it is read, which is a sixth of what a row of the ledger costs.
 */
final class BooksWriter {
  private static final String INSERT_MOVEMENTS =
      """
      INSERT INTO movement (sku, location, kind, on_hand, reserved, allocated, unavailable,
        incoming, reference, reason, actor, note, trace_id)
      SELECT unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), unnest($4::int[]),
        unnest($5::int[]), unnest($6::int[]), unnest($7::int[]), unnest($8::int[]),
        unnest($9::text[]), unnest($10::text[]), unnest($11::text[]), unnest($12::text[]),
        unnest($13::uuid[])
      """;
  private static final String INSERT_MOVEMENTS_FOR_IDS = INSERT_MOVEMENTS + "RETURNING id, at";

  /** All that most transactions write, each table once; what there is nothing of is empty. */
  private static final String WRITE =
      "WITH entries AS ("
          + INSERT_MOVEMENTS
          + """
          ), news AS (
            INSERT INTO changed_stock (skus) SELECT $14 WHERE cardinality($14::text[]) > 0
          ), fresh AS (
            INSERT INTO reservation (id, expires_at, created_at, version, reference, status,
              actor, lines)
            SELECT unnest($15::uuid[]), unnest($16::timestamptz[]), unnest($17::timestamptz[]),
              unnest($18::int[]), unnest($19::text[]), unnest($20::text[]), unnest($21::text[]),
              unnest($22::text[])::json
          ), changed AS (
            UPDATE reservation r
            SET status = u.status, expires_at = u.expires_at, version = u.version
            FROM (
              SELECT unnest($23::uuid[]) AS id, unnest($24::text[]) AS status,
                unnest($25::timestamptz[]) AS expires_at, unnest($26::int[]) AS version
            ) AS u WHERE r.id = u.id
          )
          UPDATE level l SET on_hand = l.on_hand + u.on_hand, reserved = l.reserved + u.reserved,
            allocated = l.allocated + u.allocated, unavailable = l.unavailable + u.unavailable,
            incoming = l.incoming + u.incoming, version = l.version + 1, updated_at = now()
          FROM (
            SELECT unnest($27::text[]) AS sku, unnest($28::text[]) AS location,
              unnest($29::bigint[]) AS on_hand, unnest($30::bigint[]) AS reserved,
              unnest($31::bigint[]) AS allocated, unnest($32::bigint[]) AS unavailable,
              unnest($33::bigint[]) AS incoming
          ) AS u WHERE l.sku = u.sku AND l.location = u.location
          """;

  private static final String DELETE_LEVELS =
      "DELETE FROM level l USING (SELECT unnest($1::text[]) AS sku, unnest($2::text[]) AS"
          + " location) AS u WHERE l.sku = u.sku AND l.location = u.location";
  private static final String DELETE_ITEMS = "DELETE FROM item WHERE sku = ANY ($1)";

  private BooksWriter() {}

  /**
   * Sends all statements without waiting between them.
   *
   * @param wantsIds whether the movements are to learn their ids and times
   */
  static Future<Void> write(SqlClient client, Books books, boolean wantsIds) {
    List<Future<?>> sent = new ArrayList<>();
    if (wantsIds && !books.movements().isEmpty()) {
      sent.add(insertForIds(client, books.movements()));
    }
    sent.add(deleteUnused(client, books));
    sent.add(Outbox.append(client, StockEvents.TOPIC, books.events()));
    if (!books.isEmpty()) {
      List<Movement> entries = wantsIds ? List.of() : books.movements();
      sent.add(client.preparedQuery(WRITE).execute(row(books, entries)));
    }
    return Future.all(sent).mapEmpty();
  }

  /** What this transaction has made in vain; nobody else has seen it yet. */
  private static Future<?> deleteUnused(SqlClient client, Books books) {
    List<Future<?>> sent = new ArrayList<>(0);
    Made unused = books.giveUpUnused();
    if (!unused.places().isEmpty()) {
      Tuple columns =
          Tuple.tuple()
              .addArrayOfString(Columns.texts(unused.places(), Place::sku))
              .addArrayOfString(Columns.texts(unused.places(), Place::location));
      sent.add(client.preparedQuery(DELETE_LEVELS).execute(columns));
    }
    if (!unused.skus().isEmpty()) {
      sent.add(client.preparedQuery(DELETE_ITEMS).execute(skus(unused.skus())));
    }
    return Future.all(sent);
  }

  private static Tuple skus(Collection<String> skus) {
    return Tuple.tuple().addArrayOfString(skus.toArray(String[]::new));
  }

  private static Future<?> insertForIds(SqlClient client, List<Movement> movements) {
    Tuple columns = Tuple.tuple();
    addEntries(columns, movements);
    return client
        .preparedQuery(INSERT_MOVEMENTS_FOR_IDS)
        .execute(columns)
        .map(rows -> number(movements, rows));
  }

  private static Tuple row(Books books, List<Movement> entries) {
    Tuple columns = Tuple.tuple();
    addEntries(columns, entries);
    columns.addArrayOfString(books.movedSkus().toArray(String[]::new));
    addFresh(columns, books.freshHolds());
    addChanged(columns, books.changedHolds());
    addMoves(columns, books.moves());
    return columns;
  }

  private static RowSet<Row> number(List<Movement> movements, RowSet<Row> rows) {
    Iterator<Movement> each = movements.iterator();
    rows.forEach(row -> each.next().written(row.getLong(0), row.getOffsetDateTime(1).toInstant()));
    return rows;
  }

  private static void addEntries(Tuple columns, List<Movement> all) {
    columns
        .addArrayOfString(Columns.texts(all, m -> m.place().sku()))
        .addArrayOfString(Columns.texts(all, m -> m.place().location()))
        .addArrayOfString(Columns.texts(all, m -> m.kind().wire()))
        .addArrayOfInteger(Columns.ints(all, m -> m.deltas().onHand()))
        .addArrayOfInteger(Columns.ints(all, m -> m.deltas().reserved()))
        .addArrayOfInteger(Columns.ints(all, m -> m.deltas().allocated()))
        .addArrayOfInteger(Columns.ints(all, m -> m.deltas().unavailable()))
        .addArrayOfInteger(Columns.ints(all, m -> m.deltas().incoming()))
        .addArrayOfString(Columns.texts(all, m -> m.cause().reference()))
        .addArrayOfString(Columns.texts(all, m -> m.cause().reason()))
        .addArrayOfString(Columns.texts(all, m -> m.cause().actor()))
        .addArrayOfString(Columns.texts(all, m -> m.cause().note()))
        .addArrayOfUUID(all.stream().map(m -> m.cause().traceId()).toArray(UUID[]::new));
  }

  private static void addFresh(Tuple columns, Collection<Reservation> all) {
    columns
        .addArrayOfUUID(ids(all))
        .addArrayOfOffsetDateTime(times(all, Reservation::expiresAt))
        .addArrayOfOffsetDateTime(times(all, Reservation::createdAt))
        .addArrayOfInteger(Columns.ints(all, Reservation::version))
        .addArrayOfString(Columns.texts(all, Reservation::reference))
        .addArrayOfString(Columns.texts(all, hold -> hold.status().wire()))
        .addArrayOfString(Columns.texts(all, Reservation::actor))
        .addArrayOfString(Columns.texts(all, BooksWriter::linesText));
  }

  private static void addChanged(Tuple columns, Collection<Reservation> all) {
    columns
        .addArrayOfUUID(ids(all))
        .addArrayOfString(Columns.texts(all, hold -> hold.status().wire()))
        .addArrayOfOffsetDateTime(times(all, Reservation::expiresAt))
        .addArrayOfInteger(Columns.ints(all, Reservation::version));
  }

  private static void addMoves(Tuple columns, Map<Place, Deltas> moves) {
    Set<Place> places = moves.keySet();
    Collection<Deltas> deltas = moves.values();
    columns
        .addArrayOfString(Columns.texts(places, Place::sku))
        .addArrayOfString(Columns.texts(places, Place::location))
        .addArrayOfLong(Columns.longs(deltas, Deltas::onHand))
        .addArrayOfLong(Columns.longs(deltas, Deltas::reserved))
        .addArrayOfLong(Columns.longs(deltas, Deltas::allocated))
        .addArrayOfLong(Columns.longs(deltas, Deltas::unavailable))
        .addArrayOfLong(Columns.longs(deltas, Deltas::incoming));
  }

  private static String linesText(Reservation hold) {
    JsonArray lines = Reservation.linesToJson(hold.lines());
    return lines.encode();
  }

  private static UUID[] ids(Collection<Reservation> all) {
    return all.stream().map(Reservation::id).toArray(UUID[]::new);
  }

  private static OffsetDateTime[] times(
      Collection<Reservation> all, Function<Reservation, Instant> time) {
    return all.stream().map(time).map(Columns::time).toArray(OffsetDateTime[]::new);
  }
}
