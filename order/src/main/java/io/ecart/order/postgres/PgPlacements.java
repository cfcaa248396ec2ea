package io.ecart.order.postgres;

import io.ecart.order.OrderStore;
import io.ecart.order.Placement;
import io.ecart.order.Placements;
import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.batch.NaturalBatcher.Bounds;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Idempotency;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes new orders in batches, one transaction each. When the connection is lost in a commit, the
 * orders' ids are made void unless they exist: only then is it certain which were written.
 */
public final class PgPlacements implements Placements {
  private static final Logger LOG = LoggerFactory.getLogger(PgPlacements.class);
  private static final Bounds BOUNDS = new Bounds(256, 1, 8_192);
  private static final int SETTLE_TRIES = 5;
  private static final long SETTLE_REST_MS = 500;

  private final Vertx vertx;
  private final Pool pool;
  private final OrderStore store;
  private final Runnable committed;
  private final OrderNumbers numbers;
  private final AnsweredKeys keys;
  private final NaturalBatcher<Placement, Outcome> writes;

  /**
   * @param store says which orders exist after a commit whose outcome is unknown
   * @param committed called after each commit, as there are events to publish
   */
  public PgPlacements(
      Vertx vertx, Pool pool, OrderStore store, MeterRegistry metrics, Runnable committed) {
    this.vertx = vertx;
    this.pool = pool;
    this.store = store;
    this.committed = committed;
    this.numbers = new OrderNumbers(pool);
    this.keys = new AnsweredKeys(pool, metrics);
    this.writes = new NaturalBatcher<>("order.write", BOUNDS, metrics, this::writeAll);
  }

  @Override
  public Future<Long> nextNumber() {
    return numbers.next();
  }

  @Override
  public Future<Outcome> write(Placement placement) {
    return writes.submit(placement);
  }

  private Future<List<Future<Outcome>>> writeAll(List<Placement> batch) {
    return pool.getConnection()
        .compose(
            connection -> write(connection, batch).eventually(connection::close),
            failure -> Future.succeededFuture(notSent(batch, failure)))
        .onSuccess(done -> committed.run());
  }

  /** Without a connection nothing was sent. */
  private static List<Future<Outcome>> notSent(List<Placement> batch, Throwable failure) {
    LOG.warn("{} orders cannot be written: {}", batch.size(), failure.toString());
    return all(batch, Outcome.NOT_WRITTEN);
  }

  private Future<List<Future<Outcome>>> write(SqlConnection connection, List<Placement> batch) {
    return connection
        .preparedQuery(PlacementSql.WRITE)
        .execute(PlacementSql.row(batch))
        .map(rows -> outcomes(batch, ids(rows)))
        .recover(
            failure ->
                isRefusal(failure)
                    ? refused(batch, failure)
                    : settle(batch, failure, SETTLE_TRIES));
  }

  private static List<Future<Outcome>> outcomes(List<Placement> batch, Set<UUID> written) {
    return batch.stream()
        .map(each -> written.contains(each.order().id()) ? Outcome.WRITTEN : Outcome.KEY_TAKEN)
        .map(Future::succeededFuture)
        .toList();
  }

  private static Set<UUID> ids(RowSet<Row> rows) {
    Set<UUID> ids = new HashSet<>(rows.size() * 2);
    rows.forEach(row -> ids.add(row.getUUID(0)));
    return ids;
  }

  /** An error that Postgres answers with undid the statement; one that ends the session may not. */
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof PgException e && "ERROR".equals(e.getSeverity());
  }

  /** One of them cannot be written: each by itself, so that it harms no other. */
  private Future<List<Future<Outcome>>> refused(List<Placement> batch, Throwable failure) {
    if (batch.size() == 1) {
      LOG.atWarn()
          .addKeyValue("order.id", batch.get(0).order().id())
          .setCause(failure)
          .log("An order cannot be written");
      return Future.succeededFuture(all(batch, Outcome.NOT_WRITTEN));
    }
    LOG.warn("A batch of {} orders is written singly: {}", batch.size(), failure.toString());
    return Future.succeededFuture(
        batch.stream()
            .map(each -> writeAll(List.of(each)).compose(outcome -> outcome.get(0)))
            .toList());
  }

  private Future<List<Future<Outcome>>> settle(
      List<Placement> batch, Throwable failure, int tries) {
    LOG.warn(
        "It is not known whether {} orders were written: {}", batch.size(), failure.toString());
    return store
        .existing(batch.stream().map(each -> each.order().id()).toList())
        .map(written -> settled(batch, written))
        .recover(
            again ->
                tries > 1
                    ? vertx.timer(SETTLE_REST_MS).compose(t -> settle(batch, again, tries - 1))
                    : Future.succeededFuture(all(batch, Outcome.UNKNOWN)));
  }

  private static List<Future<Outcome>> settled(List<Placement> batch, Set<UUID> written) {
    return batch.stream()
        .map(each -> written.contains(each.order().id()) ? Outcome.WRITTEN : Outcome.NOT_WRITTEN)
        .map(Future::succeededFuture)
        .toList();
  }

  private static List<Future<Outcome>> all(List<Placement> batch, Outcome outcome) {
    return Collections.nCopies(batch.size(), Future.succeededFuture(outcome));
  }

  @Override
  public Future<Optional<Reply>> answered(IdempotencyKey key) {
    return keys.find(key);
  }

  @Override
  public Future<Boolean> refuse(IdempotencyKey key, Reply refusal) {
    return Idempotency.store(pool, key, refusal);
  }
}
