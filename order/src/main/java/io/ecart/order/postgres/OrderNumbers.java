package io.ecart.order.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Gives out order numbers that were drawn from the database's sequence ahead of their use: a number
 * must be known before its order is written. Few are drawn at once when little is sold, so that a
 * restart leaves a small gap, and many when much is. Used from one event loop only.
 */
final class OrderNumbers {
  private static final int FEWEST = 10;
  private static final int MOST = 2_560;
  private static final long SOON_NANOS = 500_000_000;
  private static final String DRAW =
      "SELECT nextval('order_number') FROM generate_series(1, $1::int)";

  private final Pool pool;
  private final ArrayDeque<Long> numbers = new ArrayDeque<>();
  private int size = FEWEST;
  private long drawnAtNanos = System.nanoTime();
  private @Nullable Future<Void> drawing;

  OrderNumbers(Pool pool) {
    this.pool = pool;
  }

  Future<Long> next() {
    Long number = numbers.poll();
    if (number == null) {
      return draw().compose(drawn -> next());
    }
    if (numbers.size() < size / 2) {
      // Ahead of need; whoever needs one and finds none will see the failure.
      draw();
    }
    return Future.succeededFuture(number);
  }

  private Future<Void> draw() {
    Future<Void> running = drawing;
    if (running != null) {
      return running;
    }
    adapt();
    Future<Void> started = pool.preparedQuery(DRAW).execute(Tuple.of(size)).map(this::keep);
    drawing = started;
    return started.onComplete(done -> drawing = null);
  }

  /** Twice as many when the last ones are used up already, else half as many. */
  private void adapt() {
    long now = System.nanoTime();
    boolean soon = now - drawnAtNanos < SOON_NANOS;
    size = soon ? Math.min(MOST, size * 2) : Math.max(FEWEST, size / 2);
    drawnAtNanos = now;
  }

  private @Nullable Void keep(RowSet<Row> rows) {
    rows.forEach(row -> numbers.add(row.getLong(0)));
    return null;
  }
}
