package io.ecart.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Events written in the transaction of what they tell; the {@link OutboxRelay} publishes them. */
public final class Outbox {
  private static final String APPEND =
      "INSERT INTO outbox (topic, key, payload)"
          + " SELECT $1, unnest($2::text[]), unnest($3::text[])";

  private Outbox() {}

  /** Appends events in order; the connection is that of the transaction. */
  public static Future<Void> append(SqlClient connection, String topic, List<Event> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture();
    }
    String[] keys = events.stream().map(Event::subject).toArray(String[]::new);
    String[] payloads = events.stream().map(e -> e.toJson().encode()).toArray(String[]::new);
    return append(connection, topic, keys, payloads);
  }

  /** The same for events that are JSON already, each with its key. */
  public static Future<Void> append(
      SqlClient connection, String topic, String[] keys, String[] payloads) {
    return connection.preparedQuery(APPEND).execute(Tuple.of(topic, keys, payloads)).mapEmpty();
  }
}
