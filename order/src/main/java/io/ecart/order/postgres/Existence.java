package io.ecart.order.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Tells which ids came to be, and makes the others void. An insert waits for a transaction that is
 * about to take the same key, so that whatever is still under way has ended when the answer is
 * given; whatever comes later finds the key taken.
 */
final class Existence {
  private static final String EXISTING =
      "SELECT id FROM orders WHERE id = ANY($1::uuid[]) AND status <> 'void'"
          + " UNION ALL SELECT id FROM order_revision"
          + " WHERE id = ANY($1::uuid[]) AND order_id IS NOT NULL";
  // In the order of ids, so that two who void the same ids do not wait for each other in a ring.
  private static final String VOID_ORDERS =
      "INSERT INTO orders (id, status, version, placed_at, updated_at)"
          + " SELECT id, 'void', 0, now(), now() FROM unnest($1::uuid[]) AS v (id) ORDER BY id"
          + " ON CONFLICT (id) DO NOTHING";
  private static final String VOID_REVISIONS =
      "INSERT INTO order_revision (id) SELECT id FROM unnest($1::uuid[]) AS v (id) ORDER BY id"
          + " ON CONFLICT (id) DO NOTHING";

  private final Pool pool;

  Existence(Pool pool) {
    this.pool = pool;
  }

  Future<Set<UUID>> of(Collection<UUID> ids) {
    return existing(ids)
        .compose(
            known -> {
              List<UUID> others = new ArrayList<>(new HashSet<>(ids));
              others.removeAll(known);
              return others.isEmpty()
                  ? Future.succeededFuture(known)
                  : makeVoid(others).compose(made -> existing(ids));
            });
  }

  private Future<Void> makeVoid(List<UUID> ids) {
    Tuple row = row(ids);
    return pool.preparedQuery(VOID_ORDERS)
        .execute(row)
        .compose(done -> pool.preparedQuery(VOID_REVISIONS).execute(row))
        .mapEmpty();
  }

  private Future<Set<UUID>> existing(Collection<UUID> ids) {
    return pool.preparedQuery(EXISTING).execute(row(ids)).map(Existence::ids);
  }

  private static Set<UUID> ids(RowSet<Row> rows) {
    Set<UUID> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getUUID(0)));
    return ids;
  }

  private static Tuple row(Collection<UUID> ids) {
    return Tuple.tuple().addValue(ids.toArray(UUID[]::new));
  }
}
