package io.ecart.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes each event once: its id is recorded in the transaction of its effect. */
public final class PgEventSink implements EventSink {
  /** Longer than Kafka keeps records, so that no replay finds an id forgotten. */
  private static final Duration KEPT = Duration.ofDays(8);

  private static final String CLAIM =
      "INSERT INTO consumed_event (consumer, event_id) SELECT $1, unnest($2::text[])"
          + " ON CONFLICT DO NOTHING RETURNING event_id";
  private static final String PRUNE =
      "DELETE FROM consumed_event WHERE consumed_at < now() - make_interval(secs => $1)";

  private final Pool pool;
  private final String consumer;
  private final EventHandler handler;

  /**
   * @param consumer names who takes the events; ids are kept apart by it
   */
  public PgEventSink(Pool pool, String consumer, EventHandler handler) {
    this.pool = pool;
    this.consumer = consumer;
    this.handler = handler;
  }

  @Override
  public Future<Void> take(List<Event> events) {
    return pool.withTransaction(transaction -> takeIn(transaction, events))
        .onSuccess(Runnable::run)
        .mapEmpty();
  }

  private Future<Runnable> takeIn(SqlConnection transaction, List<Event> events) {
    String[] ids = events.stream().map(Event::id).toArray(String[]::new);
    return transaction
        .preparedQuery(CLAIM)
        .execute(Tuple.of(consumer, (Object) ids))
        .map(
            rows -> {
              Set<String> fresh = new HashSet<>();
              for (Row row : rows) {
                fresh.add(row.getString(0));
              }
              return once(events, fresh);
            })
        .compose(
            fresh ->
                fresh.isEmpty()
                    ? Future.succeededFuture(EventHandler.NOTHING)
                    : handler.handle(transaction, fresh));
  }

  private static List<Event> once(List<Event> events, Set<String> fresh) {
    List<Event> result = new ArrayList<>(fresh.size());
    for (Event event : events) {
      if (fresh.remove(event.id())) {
        result.add(event);
      }
    }
    return result;
  }

  /** Forgets ids that Kafka cannot bring again; to be called now and then. */
  public Future<Void> prune() {
    return pool.preparedQuery(PRUNE).execute(Tuple.of((double) KEPT.toSeconds())).mapEmpty();
  }
}
