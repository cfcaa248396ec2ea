package io.ecart.order.postgres;

import io.ecart.order.History;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * The events of an order, as they were and are published: the outbox is never pruned here. Of more
 * than a thousand the newest are told.
 */
public final class OutboxHistory implements History {
  private static final int MOST_EVENTS = 1_000;
  private static final String READ =
      "SELECT payload FROM outbox WHERE key = ANY($1) AND topic = 'order.events'"
          + " ORDER BY seq DESC LIMIT $2";

  private final Pool pool;

  public OutboxHistory(Pool pool) {
    this.pool = pool;
  }

  /** One more than is told is asked for, to know whether that is all. */
  @Override
  public Future<Told> of(List<UUID> references) {
    String[] keys = references.stream().map(UUID::toString).toArray(String[]::new);
    return pool.preparedQuery(READ)
        .execute(Tuple.of(keys, MOST_EVENTS + 1))
        .map(OutboxHistory::told);
  }

  private static Told told(RowSet<Row> newestFirst) {
    List<JsonObject> events = new ArrayList<>(newestFirst.size());
    newestFirst.forEach(row -> events.add(new JsonObject(row.getString(0))));
    boolean whole = events.size() <= MOST_EVENTS;
    List<JsonObject> told = whole ? events : events.subList(0, MOST_EVENTS);
    Collections.reverse(told);
    return new Told(told, whole);
  }
}
