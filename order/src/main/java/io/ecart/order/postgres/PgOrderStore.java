package io.ecart.order.postgres;

import io.ecart.order.Ids;
import io.ecart.order.Order;
import io.ecart.order.OrderStore;
import io.ecart.order.Papers;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Idempotency;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders in Postgres: looked up, listed, and changed one step at a time under a row lock. */
public final class PgOrderStore implements OrderStore {
  private static final String FIND =
      "SELECT "
          + OrderRows.COLUMNS
          + ", "
          + PaperRows.COLUMNS
          + " FROM orders o WHERE o.id = $1 AND o.status <> 'void'";
  // A row is locked before its lines are read, or they could be older than it.
  private static final String LOCK =
      "SELECT 1 FROM orders WHERE id = $1 AND status <> 'void' FOR UPDATE";
  private static final String ORDER_OF_RETURN = "SELECT order_id FROM order_return WHERE id = $1";
  private static final String REVISIONS =
      "SELECT id FROM order_revision WHERE order_id = $1 ORDER BY id LIMIT $2";
  private static final String UNPAID =
      "SELECT id FROM orders WHERE status = 'pending' AND id < $1 ORDER BY id LIMIT $2";

  private final Pool pool;
  private final Idempotency idempotency;
  private final Existence existence;
  private final Runnable committed;

  /**
   * @param committed called after each change, as there are events to publish
   */
  public PgOrderStore(Pool pool, Runnable committed) {
    this.pool = pool;
    this.idempotency = new Idempotency(pool);
    this.existence = new Existence(pool);
    this.committed = committed;
  }

  @Override
  public Future<Optional<Order>> find(UUID id) {
    return pool.preparedQuery(FIND).execute(Tuple.of(id)).map(PgOrderStore::one);
  }

  private static Optional<Order> one(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    return Optional.of(OrderRows.order(row, PaperRows.papers(row)));
  }

  @Override
  public Future<List<Order>> list(Filter filter) {
    OrderListSql sql = OrderListSql.of(filter);
    return pool.preparedQuery(sql.text())
        .execute(sql.parameters())
        .map(
            rows -> {
              List<Order> orders = new ArrayList<>(rows.size());
              rows.forEach(row -> orders.add(OrderRows.order(row, Papers.NONE)));
              return orders;
            });
  }

  @Override
  public Future<Reply> change(@Nullable IdempotencyKey key, UUID orderId, Step step) {
    return idempotency
        .once(key, connection -> change(connection, orderId, step))
        .onSuccess(done -> committed.run());
  }

  private static Future<Reply> change(SqlConnection connection, UUID orderId, Step step) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(orderId))
        .compose(locked -> connection.preparedQuery(FIND).execute(Tuple.of(orderId)))
        .map(PgOrderStore::one)
        .map(found -> found.orElseThrow(() -> Problem.notFound("order " + orderId)))
        .compose(
            order -> {
              Change change = step.apply(order);
              return new OrderChange(connection, order, change).save().map(change.reply());
            });
  }

  @Override
  public Future<Optional<UUID>> orderOfReturn(UUID returnId) {
    return pool.preparedQuery(ORDER_OF_RETURN)
        .execute(Tuple.of(returnId))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getUUID(0)));
  }

  @Override
  public Future<Set<UUID>> existing(Collection<UUID> ids) {
    return existence.of(ids);
  }

  @Override
  public Future<List<UUID>> revisions(UUID orderId, int limit) {
    return ids(REVISIONS, Tuple.of(orderId, limit));
  }

  @Override
  public Future<List<UUID>> unpaid(Instant placedBefore, int limit) {
    return ids(UNPAID, Tuple.of(Ids.floor(placedBefore), limit));
  }

  private Future<List<UUID>> ids(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .map(
            rows -> {
              List<UUID> ids = new ArrayList<>(rows.size());
              rows.forEach(row -> ids.add(row.getUUID(0)));
              return ids;
            });
  }
}
