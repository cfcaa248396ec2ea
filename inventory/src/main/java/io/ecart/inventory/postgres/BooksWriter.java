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
import java.util.stream.Collectors;

/**
 * Writes what was decided: one statement per table, whatever the number of changes. Columns come as
 * arrays that are unnested side by side in a select list: as tables, each would be stored away
 * before it is read, which is a sixth of what a row of the ledger costs.
 */
final class BooksWriter {
  private static final String LOCK_LEVELS =
      "SELECT FROM level WHERE sku = ANY ($1) ORDER BY sku, location FOR UPDATE";
  private static final String MOVE_LEVELS =
      "UPDATE level l SET on_hand = l.on_hand + u.on_hand, reserved = l.reserved + u.reserved,"
          + " allocated = l.allocated + u.allocated, unavailable = l.unavailable + u.unavailable,"
          + " incoming = l.incoming + u.incoming, version = l.version + 1, updated_at = now() FROM"
          + " (SELECT unnest($1::text[]) AS sku, unnest($2::text[]) AS location,"
          + " unnest($3::bigint[]) AS on_hand, unnest($4::bigint[]) AS reserved,"
          + " unnest($5::bigint[]) AS allocated, unnest($6::bigint[]) AS unavailable,"
          + " unnest($7::bigint[]) AS incoming) AS u WHERE l.sku = u.sku AND l.location ="
          + " u.location";
  private static final String INSERT_MOVEMENTS =
      "INSERT INTO movement (sku, location, kind, on_hand, reserved, allocated, unavailable,"
          + " incoming, reference, reason, actor, note, trace_id) SELECT unnest($1::text[]),"
          + " unnest($2::text[]), unnest($3::text[]), unnest($4::int[]), unnest($5::int[]),"
          + " unnest($6::int[]), unnest($7::int[]), unnest($8::int[]), unnest($9::text[]),"
          + " unnest($10::text[]), unnest($11::text[]), unnest($12::text[]), unnest($13::uuid[])";
  private static final String INSERT_MOVEMENTS_FOR_IDS = INSERT_MOVEMENTS + " RETURNING id, at";
  private static final String INSERT_HOLDS =
      "INSERT INTO reservation (id, expires_at, created_at, version, reference, status, actor,"
          + " lines) SELECT unnest($1::uuid[]), unnest($2::timestamptz[]),"
          + " unnest($3::timestamptz[]), unnest($4::int[]), unnest($5::text[]),"
          + " unnest($6::text[]), unnest($7::text[]), unnest($8::text[])::json";
  private static final String UPDATE_HOLDS =
      "UPDATE reservation r SET status = u.status, expires_at = u.expires_at,"
          + " version = u.version FROM (SELECT unnest($1::uuid[]) AS id,"
          + " unnest($2::text[]) AS status, unnest($3::timestamptz[]) AS expires_at,"
          + " unnest($4::int[]) AS version) AS u WHERE r.id = u.id";
  private static final String INSERT_CHANGED = "INSERT INTO changed_stock (skus) VALUES ($1)";

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
    if (!books.movements().isEmpty()) {
      sent.add(insertMovements(client, books.movements(), wantsIds));
      sent.add(client.preparedQuery(INSERT_CHANGED).execute(skus(books.movedSkus())));
    }
    if (!books.freshHolds().isEmpty()) {
      sent.add(client.preparedQuery(INSERT_HOLDS).execute(fresh(books.freshHolds())));
    }
    if (!books.changedHolds().isEmpty()) {
      sent.add(client.preparedQuery(UPDATE_HOLDS).execute(changed(books.changedHolds())));
    }
    sent.add(Outbox.append(client, StockEvents.TOPIC, books.events()));
    sent.add(deleteUnused(client, books));
    sent.add(moveLevels(client, books));
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

  /** Last of all, so that those which are not locked yet are locked for a short time only. */
  private static Future<?> moveLevels(SqlClient client, Books books) {
    Map<Place, Deltas> moves = books.moves();
    if (moves.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Future<?>> sent = new ArrayList<>();
    if (books.isUnseen()) {
      Set<String> skus = moves.keySet().stream().map(Place::sku).collect(Collectors.toSet());
      sent.add(client.preparedQuery(LOCK_LEVELS).execute(skus(skus)));
    }
    sent.add(
        client
            .preparedQuery(MOVE_LEVELS)
            .execute(columns(moves))
            .compose(moved -> requireAll(moved, moves)));
    if (books.isUnseen()) {
      sent.add(BooksReader.readAgain(client, books.freedSkus(), books));
    }
    return Future.all(sent);
  }

  /** Of levels that nobody looked at, some may not exist. */
  private static Future<Void> requireAll(RowSet<Row> moved, Map<Place, Deltas> moves) {
    return moved.rowCount() == moves.size()
        ? Future.succeededFuture()
        : Future.failedFuture("Of " + moves.size() + " levels " + moved.rowCount() + " exist");
  }

  private static Tuple skus(Collection<String> skus) {
    return Tuple.tuple().addArrayOfString(skus.toArray(String[]::new));
  }

  private static Tuple columns(Map<Place, Deltas> moves) {
    Set<Place> places = moves.keySet();
    Collection<Deltas> deltas = moves.values();
    return Tuple.tuple()
        .addArrayOfString(Columns.texts(places, Place::sku))
        .addArrayOfString(Columns.texts(places, Place::location))
        .addArrayOfLong(Columns.longs(deltas, Deltas::onHand))
        .addArrayOfLong(Columns.longs(deltas, Deltas::reserved))
        .addArrayOfLong(Columns.longs(deltas, Deltas::allocated))
        .addArrayOfLong(Columns.longs(deltas, Deltas::unavailable))
        .addArrayOfLong(Columns.longs(deltas, Deltas::incoming));
  }

  private static Future<?> insertMovements(
      SqlClient client, List<Movement> movements, boolean wantsIds) {
    Tuple columns = movements(movements);
    if (!wantsIds) {
      return client.preparedQuery(INSERT_MOVEMENTS).execute(columns);
    }
    return client
        .preparedQuery(INSERT_MOVEMENTS_FOR_IDS)
        .execute(columns)
        .map(rows -> number(movements, rows));
  }

  private static RowSet<Row> number(List<Movement> movements, RowSet<Row> rows) {
    Iterator<Movement> each = movements.iterator();
    rows.forEach(row -> each.next().written(row.getLong(0), row.getOffsetDateTime(1).toInstant()));
    return rows;
  }

  private static Tuple movements(List<Movement> all) {
    return Tuple.tuple()
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

  private static Tuple fresh(Collection<Reservation> all) {
    return Tuple.tuple()
        .addArrayOfUUID(ids(all))
        .addArrayOfOffsetDateTime(times(all, Reservation::expiresAt))
        .addArrayOfOffsetDateTime(times(all, Reservation::createdAt))
        .addArrayOfInteger(Columns.ints(all, Reservation::version))
        .addArrayOfString(Columns.texts(all, Reservation::reference))
        .addArrayOfString(Columns.texts(all, hold -> hold.status().wire()))
        .addArrayOfString(Columns.texts(all, Reservation::actor))
        .addArrayOfString(Columns.texts(all, BooksWriter::linesText));
  }

  private static Tuple changed(Collection<Reservation> all) {
    return Tuple.tuple()
        .addArrayOfUUID(ids(all))
        .addArrayOfString(Columns.texts(all, hold -> hold.status().wire()))
        .addArrayOfOffsetDateTime(times(all, Reservation::expiresAt))
        .addArrayOfInteger(Columns.ints(all, Reservation::version));
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
