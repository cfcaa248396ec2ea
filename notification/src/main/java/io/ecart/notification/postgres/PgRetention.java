package io.ecart.notification.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Forgets messages that are old and done, and events that no message tells of any more. */
public final class PgRetention {
  private static final int CHUNK = 5_000;

  /** Half a million messages at a call: many more than can be sent from one call to the next. */
  private static final int MOST_CHUNKS = 100;

  private static final String PRUNE =
      "WITH gone AS (DELETE FROM notification WHERE id IN (SELECT id FROM notification"
          + " WHERE id < $1 AND status <> 'queued' ORDER BY id LIMIT "
          + CHUNK
          + ") RETURNING event_id), untold AS ("
          + "DELETE FROM event e USING gone WHERE e.id = gone.event_id AND NOT EXISTS"
          + " (SELECT 1 FROM notification n WHERE n.event_id = e.id"
          + " AND (n.id >= $1 OR n.status = 'queued')))"
          + " SELECT count(*) FROM gone";

  private final Pool pool;
  private final Clock clock;
  private final Duration kept;

  public PgRetention(Pool pool, Clock clock, Duration kept) {
    this.pool = pool;
    this.clock = clock;
    this.kept = kept;
  }

  /** Removes what is old, or a large part of it; to be called now and then. */
  public Future<Void> prune() {
    return prune(firstIdOf(clock.instant().minus(kept)), MOST_CHUNKS);
  }

  /** Every chunk is a transaction of its own, so that none holds its locks for long. */
  private Future<Void> prune(UUID first, int chunks) {
    return pool.preparedQuery(PRUNE)
        .execute(Tuple.of(first))
        .compose(
            rows ->
                chunks > 1 && rows.iterator().next().getLong(0) == CHUNK
                    ? prune(first, chunks - 1)
                    : Future.succeededFuture());
  }

  /** The smallest UUIDv7 of a time: its first 48 bits are the milliseconds. */
  static UUID firstIdOf(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L);
  }
}
