package io.ecart.inventory.postgres;

import io.ecart.inventory.CommittedStock;
import io.ecart.inventory.Limits;
import io.ecart.inventory.Policies;
import io.ecart.inventory.Policy;
import io.ecart.inventory.Stock;
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
import org.jspecify.annotations.Nullable;

/**
 * Policies in Postgres. What a policy says is repeated in the levels of its sku, which a change
 * therefore locks and rewrites; new levels copy it under a share lock, so none misses a change.
 */
public final class PgPolicies implements Policies {
  private static final String SELECT =
      "SELECT sku, safety_stock, low_stock_threshold, backorder_limit, lead_time_days,"
          + " policy_version FROM item WHERE sku = $1";
  private static final String NEW_ITEM =
      "INSERT INTO item (sku) VALUES ($1) ON CONFLICT DO NOTHING";
  private static final String UPDATE =
      "UPDATE item SET safety_stock = $2, low_stock_threshold = $3, backorder_limit = $4,"
          + " lead_time_days = $5, policy_version = policy_version + 1 WHERE sku = $1";

  /** A sku without a level that sells could not be ordered, whatever its backorder limit. */
  private static final String NEW_LEVEL =
      "INSERT INTO level (sku, location, priority, active) SELECT $1, code, priority, active FROM"
          + " location WHERE active AND NOT EXISTS (SELECT FROM level WHERE sku = $1 AND active)"
          + " ORDER BY priority, code LIMIT 1 FOR SHARE ON CONFLICT DO NOTHING";

  private static final String LEVELS =
      "SELECT " + Columns.LEVEL + " FROM level WHERE sku = $1 ORDER BY location FOR UPDATE";

  /** What one level owes may be there at another: it goes on owing that, and no more. */
  private static final String COPY =
      "UPDATE level SET safety_stock = $2, low_stock_threshold = $3,"
          + " backorder_limit = greatest($4, unavailable + reserved + allocated - on_hand),"
          + " version = version + 1, updated_at = now() WHERE sku = $1";

  private static final String TELL = "INSERT INTO changed_stock (skus) VALUES (ARRAY[$1::text])";

  private final Pool pool;
  private final Transactions transactions;
  private final CommittedStock listener;

  public PgPolicies(Pool pool, CommittedStock listener) {
    this.pool = pool;
    this.transactions = new Transactions(pool);
    this.listener = listener;
  }

  @Override
  public Future<Optional<Policy>> find(String sku) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(sku))
        .map(rows -> policies(rows).stream().findFirst());
  }

  @Override
  public Future<Policy> set(Policy policy, @Nullable Long version) {
    return transactions
        .retrying(() -> pool.withTransaction(c -> set(c, policy, version)))
        .compose(
            set ->
                PgStockReader.stocks(pool, List.of(policy.sku()))
                    .map(
                        stocks -> {
                          listener.committed(List.<Stock>copyOf(stocks.values()));
                          return set;
                        }));
  }

  private static Future<Policy> set(
      SqlConnection connection, Policy policy, @Nullable Long version) {
    String sku = policy.sku();
    return connection
        .preparedQuery(NEW_ITEM)
        .execute(Tuple.of(sku))
        .compose(added -> connection.preparedQuery(SELECT + " FOR UPDATE").execute(Tuple.of(sku)))
        .map(rows -> requireVersion(policies(rows).get(0), version))
        .compose(present -> write(connection, present, policy).map(present))
        .map(
            present ->
                new Policy(sku, policy.limits(), policy.leadTimeDays(), present.version() + 1));
  }

  private static Policy requireVersion(Policy present, @Nullable Long version) {
    if (version == null && present.version() > 0) {
      throw Problem.of(ProblemCode.VERSION_REQUIRED, "Send If-Match with the ETag of the policy");
    }
    if (version != null && version >= 0 && version != present.version()) {
      throw Problem.of(
          ProblemCode.VERSION_MISMATCH,
          "The policy of " + present.sku() + " is at version " + present.version());
    }
    return present;
  }

  /** The level of its own comes first: after levels no transaction locks a location. */
  private static Future<?> write(SqlConnection connection, Policy present, Policy next) {
    String sku = next.sku();
    Future<?> added = connection.preparedQuery(NEW_LEVEL).execute(Tuple.of(sku));
    return added
        .compose(done -> connection.preparedQuery(LEVELS).execute(Tuple.of(sku)))
        .map(rows -> requireCovered(stock(sku, rows), present.limits(), next.limits()))
        .compose(covered -> copy(connection, next));
  }

  private static Stock stock(String sku, RowSet<Row> rows) {
    Stock stock = new Stock(sku);
    rows.forEach(row -> stock.add(Columns.level(row)));
    return stock;
  }

  /** Locations sell together, so what is owed at one may be there at another. */
  private static Stock requireCovered(Stock stock, Limits present, Limits next) {
    if (next.backorder() < present.backorder() && stock.owesTooMuch(next)) {
      throw Problem.illegalState("More is on backorder than the new limit allows");
    }
    return stock;
  }

  private static Future<?> copy(SqlConnection connection, Policy policy) {
    String sku = policy.sku();
    Limits limits = policy.limits();
    return Future.all(
        connection
            .preparedQuery(UPDATE)
            .execute(
                Tuple.of(
                    sku, limits.safety(), limits.low(), limits.backorder(), policy.leadTimeDays())),
        connection
            .preparedQuery(COPY)
            .execute(Tuple.of(sku, limits.safety(), limits.low(), limits.backorder())),
        connection.preparedQuery(TELL).execute(Tuple.of(sku)));
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
