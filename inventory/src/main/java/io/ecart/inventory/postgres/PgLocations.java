package io.ecart.inventory.postgres;

import io.ecart.inventory.CommittedStock;
import io.ecart.inventory.Location;
import io.ecart.inventory.Locations;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Idempotency;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Locations in Postgres. What a location says is repeated in the levels there, which a change
 * therefore locks and rewrites; new levels copy it under a share lock, so none misses a change.
 */
public final class PgLocations implements Locations {
  private static final String SELECT =
      "SELECT code, name, priority, active, version FROM location ";
  private static final String ADD =
      "INSERT INTO location (code, name, priority, active) VALUES ($1, $2, $3, $4)"
          + " ON CONFLICT DO NOTHING";
  private static final String CHANGE =
      "UPDATE location SET name = $2, priority = $3, active = $4, version = version + 1"
          + " WHERE code = $1";

  /** A sku that may be owed is still for sale when the last place that had it closes. */
  private static final String NEW_LEVELS =
      "INSERT INTO level (sku, location, priority, active, safety_stock, low_stock_threshold,"
          + " backorder_limit) SELECT i.sku, p.code, p.priority, p.active, i.safety_stock,"
          + " i.low_stock_threshold, i.backorder_limit FROM level l JOIN item i ON i.sku = l.sku"
          + " CROSS JOIN (SELECT code, priority, active FROM location WHERE active AND code <> $1"
          + " ORDER BY priority, code LIMIT 1 FOR SHARE) p"
          + " WHERE l.location = $1 AND i.backorder_limit > 0 AND NOT EXISTS (SELECT FROM level o"
          + " WHERE o.sku = l.sku AND o.location <> $1 AND o.active)"
          + " ORDER BY i.sku FOR SHARE OF i ON CONFLICT DO NOTHING";

  private static final String COPY =
      "UPDATE level SET priority = $2, active = $3, version = version + 1, updated_at = now()"
          + " WHERE location = $1";
  private static final String TELL =
      "INSERT INTO changed_stock (skus) SELECT array_agg(sku) FROM (SELECT sku,"
          + " row_number() OVER (ORDER BY sku) / 500 AS page FROM level WHERE location = $1) s"
          + " GROUP BY page";

  private final Pool pool;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final CommittedStock listener;

  public PgLocations(Pool pool, CommittedStock listener) {
    this.pool = pool;
    this.idempotency = new Idempotency(pool);
    this.transactions = new Transactions(pool);
    this.listener = listener;
  }

  @Override
  public Future<List<Location>> list(@Nullable String afterCode, int limit) {
    return pool.preparedQuery(SELECT + "WHERE code > $1 ORDER BY code LIMIT $2")
        .execute(Tuple.of(afterCode == null ? "" : afterCode, limit))
        .map(PgLocations::locations);
  }

  @Override
  public Future<Optional<Location>> find(String code) {
    return pool.preparedQuery(SELECT + "WHERE code = $1")
        .execute(Tuple.of(code))
        .map(rows -> locations(rows).stream().findFirst());
  }

  @Override
  public Future<Reply> add(
      Location location, @Nullable IdempotencyKey key, Function<Location, Reply> answer) {
    return idempotency.once(
        key,
        connection ->
            connection
                .preparedQuery(ADD)
                .execute(
                    Tuple.of(
                        location.code(), location.name(), location.priority(), location.active()))
                .map(
                    added -> {
                      if (added.rowCount() == 0) {
                        throw Problem.illegalState("There is a location " + location.code());
                      }
                      return answer.apply(location);
                    }));
  }

  @Override
  public Future<Location> change(String code, long version, Function<Location, Location> change) {
    return transactions
        .retrying(() -> pool.withTransaction(c -> change(c, code, version, change)))
        .map(this::tell);
  }

  /** A location before and after; the same when nothing was to be written. */
  private record Change(Location before, Location after) {
    boolean isNone() {
      return after.equals(before);
    }
  }

  private Location tell(Change done) {
    if (!done.isNone()) {
      listener.everything();
    }
    return done.after();
  }

  private static Future<Change> change(
      SqlConnection connection, String code, long version, Function<Location, Location> change) {
    return connection
        .preparedQuery(SELECT + "WHERE code = $1 FOR UPDATE")
        .execute(Tuple.of(code))
        .map(rows -> locations(rows).stream().findFirst())
        .map(found -> found.orElseThrow(() -> Problem.notFound("location " + code)))
        .map(present -> requireVersion(present, version))
        .map(present -> new Change(present, change.apply(present)))
        .compose(next -> write(connection, next).map(next));
  }

  private static Location requireVersion(Location present, long version) {
    if (version >= 0 && present.version() != version) {
      throw Problem.of(
          ProblemCode.VERSION_MISMATCH,
          "Location " + present.code() + " is at version " + present.version());
    }
    return present;
  }

  private static Future<?> write(SqlConnection connection, Change change) {
    return change.isNone() ? Future.succeededFuture() : write(connection, change.after());
  }

  private static Future<?> write(SqlConnection connection, Location next) {
    Tuple row = Tuple.of(next.code(), next.name(), next.priority(), next.active());
    return Future.all(
        connection.preparedQuery(CHANGE).execute(row),
        next.active()
            ? Future.succeededFuture()
            : connection.preparedQuery(NEW_LEVELS).execute(Tuple.of(next.code())),
        connection
            .preparedQuery(COPY)
            .execute(Tuple.of(next.code(), next.priority(), next.active())),
        connection.preparedQuery(TELL).execute(Tuple.of(next.code())));
  }

  private static List<Location> locations(RowSet<Row> rows) {
    List<Location> locations = new ArrayList<>(rows.size());
    for (Row row : rows) {
      locations.add(
          new Location(
              row.getString(0),
              row.getString(1),
              row.getInteger(2),
              row.getBoolean(3),
              row.getLong(4)));
    }
    return locations;
  }
}
