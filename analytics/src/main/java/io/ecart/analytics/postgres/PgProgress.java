package io.ecart.analytics.postgres;

import io.ecart.analytics.Progress;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;

/** Progress with a row per reader and instance, so that instances do not wait for one another. */
public final class PgProgress implements Progress {
  private static final String NOTE =
      """
      INSERT INTO progress AS t VALUES ($1, $2)
      ON CONFLICT (reader) DO UPDATE SET event_at = greatest(t.event_at, excluded.event_at)\
      """;

  private final String instance = UUID.randomUUID().toString();

  @Override
  public Future<Void> note(SqlConnection transaction, String reader, Instant eventAt) {
    return transaction
        .preparedQuery(NOTE)
        .execute(Tuple.of(reader + "/" + instance, Columns.utc(eventAt)))
        .mapEmpty();
  }
}
