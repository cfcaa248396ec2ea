package io.ecart.order.postgres;

import io.ecart.order.History;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The events of an order, as they were and are published: the outbox is never pruned here. */
public final class OutboxHistory implements History {
  private static final String READ =
      "SELECT payload FROM outbox WHERE key = ANY($1) AND topic = 'order.events'"
          + " ORDER BY seq LIMIT 1000";

  private final Pool pool;

  public OutboxHistory(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<List<JsonObject>> of(List<UUID> references) {
    String[] keys = references.stream().map(UUID::toString).toArray(String[]::new);
    return pool.preparedQuery(READ)
        .execute(Tuple.tuple().addArrayOfString(keys))
        .map(
            rows -> {
              List<JsonObject> events = new ArrayList<>(rows.size());
              rows.forEach(row -> events.add(new JsonObject(row.getString(0))));
              return events;
            });
  }
}
