package io.ecart.inventory.postgres;

import io.ecart.inventory.Books;
import io.ecart.inventory.Place;
import io.ecart.inventory.StockChange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Locks what changes need and reads it. Reservations are locked first, by id, then levels, by sku
 * and location: all transactions lock in that order, so none waits for another in a circle.
 */
final class BooksReader {
  private static final String HOLDS =
      "SELECT "
          + Columns.RESERVATION
          + " FROM reservation WHERE id = ANY ($1) ORDER BY id FOR UPDATE";
  private static final String LEVELS =
      "SELECT "
          + Columns.LEVEL
          + " FROM level WHERE sku = ANY ($1) ORDER BY sku, location FOR UPDATE";
  private static final String NEW_ITEMS =
      "INSERT INTO item (sku) SELECT DISTINCT p.sku FROM unnest($1::text[], $2::text[])"
          + " AS p (sku, location) WHERE NOT EXISTS (SELECT FROM level l"
          + " WHERE l.sku = p.sku AND l.location = p.location)"
          + " ORDER BY 1 ON CONFLICT DO NOTHING RETURNING sku";

  // Location and policy are locked against change while they are copied.
  private static final String NEW_LEVELS =
      "INSERT INTO level (sku, location, priority, active, safety_stock, low_stock_threshold,"
          + " backorder_limit) SELECT p.sku, l.code, l.priority, l.active, i.safety_stock,"
          + " i.low_stock_threshold, i.backorder_limit"
          + " FROM unnest($1::text[], $2::text[]) AS p (sku, location)"
          + " JOIN location l ON l.code = p.location JOIN item i ON i.sku = p.sku"
          + " WHERE NOT EXISTS (SELECT FROM level o"
          + " WHERE o.sku = p.sku AND o.location = p.location)"
          + " ORDER BY p.sku, l.code FOR SHARE OF l, i ON CONFLICT DO NOTHING"
          + " RETURNING sku, location";

  private BooksReader() {}

  /** Locks and reads; statements that do not need each other's result are sent at once. */
  static Future<Books> lock(SqlClient client, List<? extends StockChange<?>> changes) {
    Books books = new Books();
    Future<Void> holds = lockHolds(client, changes, books);
    Future<Void> places = addPlaces(client, changes, books);
    boolean mustWait = changes.stream().anyMatch(StockChange::skusDependOnHolds);
    Future<Void> levels =
        mustWait
            ? holds.compose(read -> lockLevels(client, changes, books))
            : lockLevels(client, changes, books);
    return Future.all(holds, places, levels).map(books);
  }

  private static Future<Void> lockHolds(
      SqlClient client, List<? extends StockChange<?>> changes, Books books) {
    Set<UUID> ids = new HashSet<>();
    changes.forEach(change -> ids.addAll(change.holds()));
    if (ids.isEmpty()) {
      return Future.succeededFuture();
    }
    return client
        .preparedQuery(HOLDS)
        .execute(Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
        .map(
            rows -> {
              rows.forEach(row -> books.locked(Columns.reservation(row)));
              return null;
            });
  }

  private static Future<Void> addPlaces(
      SqlClient client, List<? extends StockChange<?>> changes, Books books) {
    List<Place> places = changes.stream().flatMap(BooksReader::places).distinct().toList();
    if (places.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple columns =
        Tuple.tuple()
            .addArrayOfString(Columns.texts(places, Place::sku))
            .addArrayOfString(Columns.texts(places, Place::location));
    Future<RowSet<Row>> items = client.preparedQuery(NEW_ITEMS).execute(columns);
    Future<RowSet<Row>> levels = client.preparedQuery(NEW_LEVELS).execute(columns);
    return Future.all(items, levels)
        .map(
            added -> {
              items.result().forEach(row -> books.made().add(row.getString(0)));
              levels
                  .result()
                  .forEach(row -> books.made().add(new Place(row.getString(0), row.getString(1))));
              return null;
            });
  }

  private static Stream<Place> places(StockChange<?> change) {
    return change.places().stream();
  }

  private static Future<Void> lockLevels(
      SqlClient client, Collection<? extends StockChange<?>> changes, Books books) {
    Set<String> skus = new TreeSet<>();
    List<StockChange<?>> all = new ArrayList<>(changes);
    all.forEach(change -> change.skus(books, skus::add));
    if (skus.isEmpty()) {
      return Future.succeededFuture();
    }
    return client
        .preparedQuery(LEVELS)
        .execute(Tuple.tuple().addArrayOfString(skus.toArray(String[]::new)))
        .map(
            rows -> {
              rows.forEach(row -> books.locked(Columns.level(row)));
              return null;
            });
  }
}
