package io.ecart.inventory.postgres;

import io.ecart.inventory.CommittedStock;
import io.ecart.inventory.Limits;
import io.ecart.inventory.Location;
import io.ecart.inventory.Policy;
import io.ecart.inventory.Stock;
import io.ecart.inventory.StockSettings;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Idempotency;
import io.ecart.runtime.postgres.SqlStates;
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
 * Locations and policies. Both are repeated in the levels that they are about, which a change
 * therefore locks and rewrites; new levels copy them under a share lock, so none misses a change.
 */
public final class PgStockSettings implements StockSettings {
  private static final String LOCATION =
      "SELECT code, name, priority, active, version FROM location ";
  private static final String ADD_LOCATION =
      "INSERT INTO location (code, name, priority, active) VALUES ($1, $2, $3, $4)"
          + " ON CONFLICT DO NOTHING";
  private static final String CHANGE_LOCATION =
      "UPDATE location SET name = $2, priority = $3, active = $4, version = version + 1"
          + " WHERE code = $1";
  private static final String COPY_LOCATION =
      "UPDATE level SET priority = $2, active = $3, version = version + 1, updated_at = now()"
          + " WHERE location = $1";
  private static final String TELL_LOCATION =
      "INSERT INTO changed_stock (skus) SELECT array_agg(sku) FROM (SELECT sku,"
          + " row_number() OVER (ORDER BY sku) / 500 AS page FROM level WHERE location = $1) s"
          + " GROUP BY page";
  private static final String POLICY =
      "SELECT sku, safety_stock, low_stock_threshold, backorder_limit, lead_time_days,"
          + " policy_version FROM item WHERE sku = $1";
  private static final String NEW_ITEM =
      "INSERT INTO item (sku) VALUES ($1) ON CONFLICT DO NOTHING";
  private static final String SET_POLICY =
      "UPDATE item SET safety_stock = $2, low_stock_threshold = $3, backorder_limit = $4,"
          + " lead_time_days = $5, policy_version = policy_version + 1 WHERE sku = $1";

  /** A sku without any level could not be ordered, whatever its backorder limit. */
  private static final String NEW_LEVEL =
      "INSERT INTO level (sku, location, priority, active) SELECT $1, code, priority, active"
          + " FROM location WHERE active AND NOT EXISTS (SELECT FROM level WHERE sku = $1)"
          + " ORDER BY priority, code LIMIT 1 ON CONFLICT DO NOTHING";

  private static final String COPY_POLICY =
      "UPDATE level SET safety_stock = $2, low_stock_threshold = $3, backorder_limit = $4,"
          + " version = version + 1, updated_at = now() WHERE sku = $1";
  private static final String TELL_POLICY =
      "INSERT INTO changed_stock (skus) VALUES (ARRAY[$1::text])";

  private final Pool pool;
  private final Idempotency idempotency;
  private final Transactions transactions;
  private final CommittedStock listener;

  public PgStockSettings(Pool pool, CommittedStock listener) {
    this.pool = pool;
    this.idempotency = new Idempotency(pool);
    this.transactions = new Transactions(pool);
    this.listener = listener;
  }

  @Override
  public Future<List<Location>> locations(@Nullable String afterCode, int limit) {
    return pool.preparedQuery(LOCATION + "WHERE code > $1 ORDER BY code LIMIT $2")
        .execute(Tuple.of(afterCode == null ? "" : afterCode, limit))
        .map(PgStockSettings::locations);
  }

  @Override
  public Future<Optional<Location>> location(String code) {
    return pool.preparedQuery(LOCATION + "WHERE code = $1")
        .execute(Tuple.of(code))
        .map(rows -> locations(rows).stream().findFirst());
  }

  @Override
  public Future<Reply> addLocation(
      Location location, @Nullable IdempotencyKey key, Function<Location, Reply> answer) {
    return idempotency.once(
        key,
        connection ->
            connection
                .preparedQuery(ADD_LOCATION)
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
  public Future<Location> changeLocation(
      String code, long version, Function<Location, Location> change) {
    return transactions
        .retrying(() -> pool.withTransaction(c -> changeLocation(c, code, version, change)))
        .onSuccess(changed -> listener.everything());
  }

  private static Future<Location> changeLocation(
      SqlConnection connection, String code, long version, Function<Location, Location> change) {
    return connection
        .preparedQuery(LOCATION + "WHERE code = $1 FOR UPDATE")
        .execute(Tuple.of(code))
        .map(rows -> locations(rows).stream().findFirst())
        .map(found -> found.orElseThrow(() -> Problem.notFound("location " + code)))
        .map(present -> requireVersion(present, version))
        .map(change)
        .compose(next -> write(connection, next).map(next));
  }

  private static Location requireVersion(Location present, long version) {
    if (version >= 0 && present.version() != version) {
      throw stale("Location " + present.code(), present.version());
    }
    return present;
  }

  private static Future<?> write(SqlConnection connection, Location next) {
    Tuple row = Tuple.of(next.code(), next.name(), next.priority(), next.active());
    return Future.all(
        connection.preparedQuery(CHANGE_LOCATION).execute(row),
        connection
            .preparedQuery(COPY_LOCATION)
            .execute(Tuple.of(next.code(), next.priority(), next.active())),
        connection.preparedQuery(TELL_LOCATION).execute(Tuple.of(next.code())));
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

  @Override
  public Future<Optional<Policy>> policy(String sku) {
    return pool.preparedQuery(POLICY)
        .execute(Tuple.of(sku))
        .map(rows -> policies(rows).stream().findFirst());
  }

  @Override
  public Future<Policy> setPolicy(Policy policy, @Nullable Long version) {
    return transactions
        .retrying(() -> pool.withTransaction(c -> setPolicy(c, policy, version)))
        .recover(PgStockSettings::explain)
        .compose(
            set ->
                PgStockReader.stocks(pool, List.of(policy.sku()))
                    .map(
                        stocks -> {
                          listener.committed(List.<Stock>copyOf(stocks.values()));
                          return set;
                        }));
  }

  private static Future<Policy> setPolicy(
      SqlConnection connection, Policy policy, @Nullable Long version) {
    String sku = policy.sku();
    return connection
        .preparedQuery(NEW_ITEM)
        .execute(Tuple.of(sku))
        .compose(added -> connection.preparedQuery(POLICY + " FOR UPDATE").execute(Tuple.of(sku)))
        .map(rows -> requireVersion(policies(rows).get(0), version))
        .compose(present -> write(connection, policy).map(present))
        .map(
            present ->
                new Policy(sku, policy.limits(), policy.leadTimeDays(), present.version() + 1));
  }

  private static Policy requireVersion(Policy present, @Nullable Long version) {
    if (version == null && present.version() > 0) {
      throw Problem.of(ProblemCode.VERSION_REQUIRED, "Send If-Match with the ETag of the policy");
    }
    if (version != null && version >= 0 && version != present.version()) {
      throw stale("The policy of " + present.sku(), present.version());
    }
    return present;
  }

  private static Problem stale(String what, long version) {
    return Problem.of(ProblemCode.VERSION_MISMATCH, what + " is at version " + version);
  }

  private static Future<?> write(SqlConnection connection, Policy policy) {
    String sku = policy.sku();
    Limits limits = policy.limits();
    return Future.all(
        connection
            .preparedQuery(SET_POLICY)
            .execute(
                Tuple.of(
                    sku, limits.safety(), limits.low(), limits.backorder(), policy.leadTimeDays())),
        connection.preparedQuery(NEW_LEVEL).execute(Tuple.of(sku)),
        connection
            .preparedQuery(COPY_POLICY)
            .execute(Tuple.of(sku, limits.safety(), limits.low(), limits.backorder())),
        connection.preparedQuery(TELL_POLICY).execute(Tuple.of(sku)));
  }

  /** The last line has held: more is owed already than the new limit allows. */
  private static <T> Future<T> explain(Throwable failure) {
    return SqlStates.isCheckViolation(failure)
        ? Problem.illegalState("More is on backorder than the new limit allows").future()
        : Future.failedFuture(failure);
  }

  private static List<Policy> policies(RowSet<Row> rows) {
    List<Policy> policies = new ArrayList<>(1);
    for (Row row : rows) {
      Limits limits = new Limits(row.getLong(1), row.getLong(2), row.getLong(3));
      policies.add(new Policy(row.getString(0), limits, row.getInteger(4), row.getLong(5)));
    }
    return policies;
  }
}
