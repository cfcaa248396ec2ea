package io.ecart.inventory.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the holds for the gauges {@code holds.active} and {@code holds.overdue}: those whose time
 * has been over for a minute and which still hold stock, since nobody could tell whether their
 * order exists.
 */
public final class PgHoldCounts {
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final String COUNT =
      "SELECT count(*), count(*) FILTER (WHERE expires_at <= $1) FROM reservation"
          + " WHERE status = 'held'";

  private final SqlClient client;
  private final Clock clock;
  private final AtomicLong active;
  private final AtomicLong overdue;

  public PgHoldCounts(SqlClient client, Clock clock, MeterRegistry metrics) {
    this.client = client;
    this.clock = clock;
    this.active = Objects.requireNonNull(metrics.gauge("holds.active", new AtomicLong()));
    this.overdue = Objects.requireNonNull(metrics.gauge("holds.overdue", new AtomicLong()));
  }

  /** Counts once. */
  public Future<Void> run() {
    return client
        .preparedQuery(COUNT)
        .execute(Tuple.of(Columns.time(clock.instant().minus(GRACE))))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              active.set(row.getLong(0));
              overdue.set(row.getLong(1));
              return null;
            });
  }
}
