package io.ecart.notification.postgres;

import io.ecart.notification.Notification;
import io.ecart.notification.NotificationStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log of messages in Postgres. Ids sort by time, so they are the order of the list. */
public final class PgNotificationStore implements NotificationStore {
  private static final String COLUMNS =
      Rows.NOTIFICATION
          + ", (SELECT e.traceparent FROM event e WHERE e.id = n.event_id) AS traceparent";

  private final Pool pool;
  private final Clock clock;

  public PgNotificationStore(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Future<List<Notification>> page(Filter filter, @Nullable UUID after, int limit) {
    Tuple values = Tuple.tuple();
    StringBuilder where = where(filter, values);
    if (after != null) {
      where.append(" AND n.id < $").append(add(values, after));
    }
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM notification n"
            + where
            + " ORDER BY n.id DESC LIMIT $"
            + add(values, limit);
    return pool.preparedQuery(sql).execute(values).map(rows -> Rows.all(rows, Rows::notification));
  }

  @Override
  public Future<Optional<Notification>> find(UUID id, Filter filter) {
    Tuple values = Tuple.tuple();
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM notification n"
            + where(filter, values)
            + " AND n.id = $"
            + add(values, id);
    return pool.preparedQuery(sql)
        .execute(values)
        .map(rows -> Rows.first(rows, Rows::notification));
  }

  @Override
  public Future<Optional<Notification>> requeue(SqlClient connection, UUID id, Filter filter) {
    Tuple values = Tuple.tuple();
    String sql =
        "UPDATE notification n SET status = 'queued', attempts = 0, round = n.round + 1,"
            + " sent_at = NULL, error = NULL, due_at = $"
            + add(values, Rows.utc(clock.instant()))
            + where(filter, values)
            + " AND n.status <> 'queued' AND n.id = $"
            + add(values, id)
            + " RETURNING "
            + COLUMNS;
    return connection
        .preparedQuery(sql)
        .execute(values)
        .map(rows -> Rows.first(rows, Rows::notification));
  }

  private static StringBuilder where(Filter filter, Tuple values) {
    StringBuilder where = new StringBuilder(" WHERE true");
    equal(where, values, "order_id", filter.orderId());
    equal(where, values, "recipient", filter.recipient());
    equal(where, values, "customer_id", filter.customerId());
    equal(where, values, "webhook_id", filter.webhookId());
    if (filter.status() != null) {
      // Written out, not bound: only then does the planner know that a partial index holds it.
      where.append(" AND n.status = '").append(filter.status().wire()).append('\'');
    }
    return where;
  }

  private static void equal(
      StringBuilder where, Tuple values, String column, @Nullable Object value) {
    if (value != null) {
      where.append(" AND n.").append(column).append(" = $").append(add(values, value));
    }
  }

  /** Binds a value and gives its number. */
  private static int add(Tuple values, Object value) {
    return values.addValue(value).size();
  }
}
