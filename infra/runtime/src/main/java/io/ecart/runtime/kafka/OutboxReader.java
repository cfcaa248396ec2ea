package io.ecart.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the outbox in the order of its sequence and never past a gap whose transaction may still
 * commit.
 *
 * <p>A number can be missing because its transaction runs still, or because it was rolled back. A
 * transaction has its id before it draws a number (see the table), so every transaction that could
 * fill a gap seen now is older than an id that is given out now. Once the oldest running
 * transaction is younger than that, the gap stays empty for good and is passed. The upper bound of
 * a snapshot would not do instead of a new id: it follows the last transaction that has ended, and
 * younger ones may be running.
 */
final class OutboxReader {

  /** One event to be published. */
  record OutboxRow(long seq, String topic, String key, String payload) {}

  private static final int PAGE = 1_000;

  /** More than a turn can add, so that the table is kept short in a rush too. */
  private static final int PRUNE_ROWS = 2_000;

  private static final long GAP_POLL_MS = 5;
  private static final long AWAKE_MS = 3_000;

  /** Postgres ends a session that says nothing for so long, and with it the leadership. */
  private static final String LEAD =
      "SET synchronous_commit = off; SET idle_session_timeout = '10s'";

  private static final String READ =
      "SELECT seq, topic, key, payload, (SELECT max(seq) FROM outbox) AS top"
          + " FROM outbox WHERE seq > $1 ORDER BY seq LIMIT "
          + PAGE;
  private static final String PRUNE =
      "DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE seq <= $1"
          + " AND created_at < now() - make_interval(secs => $2) ORDER BY seq LIMIT "
          + PRUNE_ROWS
          + ")";

  private static final String OLDER_ARE_OVER =
      "SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8";

  private final Vertx vertx;
  private final PgConnection connection;
  private long cursor;
  private long top;

  /** Below this number, what is missing is known to stay missing. */
  private long settledBelow;

  private long prunedAtNanos = System.nanoTime();

  OutboxReader(Vertx vertx, PgConnection connection) {
    this.vertx = vertx;
    this.connection = connection;
  }

  /** Takes up the durable cursor. A cursor lost in a crash only makes events be sent twice. */
  Future<Void> open() {
    return connection
        .query(LEAD)
        .execute()
        .compose(set -> ask("SELECT seq FROM outbox_cursor", Tuple.tuple()))
        .map(this::startAt);
  }

  private Future<RowSet<Row>> ask(String statement, Tuple arguments) {
    return connection.preparedQuery(statement).execute(arguments);
  }

  private Void startAt(RowSet<Row> rows) {
    cursor = rows.iterator().next().getLong(0);
    settledBelow = cursor + 1;
    return null;
  }

  /** The next rows without an open gap among them; empty when there is nothing to send. */
  Future<List<OutboxRow>> next() {
    return ask(READ, Tuple.of(cursor))
        .compose(
            rows -> {
              List<OutboxRow> ready = new ArrayList<>(rows.size());
              long gapBefore = split(rows, ready);
              return gapBefore > 0 && ready.isEmpty()
                  ? settle(gapBefore).compose(done -> next())
                  : Future.succeededFuture(ready);
            });
  }

  /** Fills {@code ready} up to the first open gap; the number after that gap, or 0. */
  private long split(RowSet<Row> rows, List<OutboxRow> ready) {
    long expected = cursor + 1;
    for (Row row : rows) {
      long seq = row.getLong("seq");
      top = row.getLong("top");
      if (seq != expected && seq > settledBelow) {
        return seq;
      }
      ready.add(
          new OutboxRow(
              seq, row.getString("topic"), row.getString("key"), row.getString("payload")));
      expected = seq + 1;
    }
    return 0;
  }

  private Future<Void> settle(long gapBefore) {
    return ask("SELECT pg_current_xact_id()::text", Tuple.tuple())
        .map(rows -> rows.iterator().next().getString(0))
        .compose(this::awaitAllOlderThan)
        .onSuccess(done -> settledBelow = gapBefore);
  }

  private Future<Void> awaitAllOlderThan(String xid) {
    return ask(OLDER_ARE_OVER, Tuple.of(xid))
        .map(rows -> rows.iterator().next().getBoolean(0))
        .compose(
            over ->
                over
                    ? Future.succeededFuture()
                    : vertx.timer(GAP_POLL_MS).compose(t -> awaitAllOlderThan(xid)));
  }

  /** The end of the sending, which Kafka may take its time for; fails once this session is over. */
  Future<Void> during(Future<?> sending) {
    Promise<Void> end = Promise.promise();
    long saying =
        vertx.setPeriodic(AWAKE_MS, tick -> ask("SELECT 1", Tuple.tuple()).onFailure(end::tryFail));
    sending.onComplete(sent -> end.tryComplete(), end::tryFail);
    return end.future().onComplete(done -> vertx.cancelTimer(saying));
  }

  /** Moves the durable cursor behind these rows. */
  Future<Void> published(List<OutboxRow> rows) {
    cursor = rows.get(rows.size() - 1).seq();
    return ask("UPDATE outbox_cursor SET seq = $1", Tuple.of(cursor)).mapEmpty();
  }

  long lag() {
    return Math.max(0, top - cursor);
  }

  /**
   * Deletes some published rows that are older than the retention, if it is time to; while more are
   * left it is time again at once.
   */
  Future<Void> prune(Duration retention, Duration every) {
    if (System.nanoTime() - prunedAtNanos < every.toNanos()) {
      return Future.succeededFuture();
    }
    return ask(PRUNE, Tuple.of(cursor, (double) retention.toSeconds()))
        .onSuccess(this::pruned)
        .mapEmpty();
  }

  private void pruned(RowSet<Row> rows) {
    if (rows.rowCount() < PRUNE_ROWS) {
      prunedAtNanos = System.nanoTime();
    }
  }
}
