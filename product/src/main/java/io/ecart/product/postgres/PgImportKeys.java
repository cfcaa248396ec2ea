package io.ecart.product.postgres;

import io.ecart.product.ImportKeys;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Idempotency;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of imports in Postgres. A running import holds an advisory lock on a connection of its own,
 * so that a long one takes none from the pool; when the instance dies, its connection and with it
 * the lock is gone. Used from one event loop only.
 */
public final class PgImportKeys implements ImportKeys {
  private static final Logger LOG = LoggerFactory.getLogger(PgImportKeys.class);

  /** Each costs a connection to the database while it runs. */
  private static final int MAX_RUNNING = 16;

  /** The same lock as that of any other request with this key, but held over many transactions. */
  private static final String LOCK = "SELECT pg_try_advisory_lock(" + Idempotency.LOCK_ID + ")";

  private final Vertx vertx;
  private final PostgresSettings settings;
  private final Pool pool;
  private int running;

  public PgImportKeys(Vertx vertx, PostgresSettings settings, Pool pool) {
    this.vertx = vertx;
    this.settings = settings;
    this.pool = pool;
  }

  @Override
  public Future<Optional<Reply>> once(IdempotencyKey key, Supplier<Future<Answered>> run) {
    if (running == MAX_RUNNING) {
      return Problem.unavailable("Too many imports with an Idempotency-Key run at once").future();
    }
    running++;
    return connect()
        .compose(
            connection ->
                lock(connection, key)
                    .compose(locked -> isAnswered(connection, key))
                    .compose(answered -> answered ? nothing() : runAndStore(connection, run))
                    .eventually(connection::close))
        .eventually(
            () -> {
              running--;
              return Future.succeededFuture();
            });
  }

  @Override
  public Future<Optional<Reply>> find(IdempotencyKey key) {
    return Idempotency.find(pool, key);
  }

  private Future<PgConnection> connect() {
    return Postgres.connect(vertx, settings)
        .map(
            connection -> {
              connection.exceptionHandler(
                  lost -> LOG.warn("A running import lost its key: {}", lost.toString()));
              return connection;
            });
  }

  private static Future<Void> lock(PgConnection connection, IdempotencyKey key) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(key.caller(), key.key()))
        .compose(
            rows ->
                rows.iterator().next().getBoolean(0)
                    ? Future.succeededFuture()
                    : Problem.inFlight().future());
  }

  /** Before the body is read no hash can match: what is there is told by not matching. */
  private static Future<Boolean> isAnswered(PgConnection connection, IdempotencyKey key) {
    return Idempotency.find(connection, key)
        .map(Optional::isPresent)
        .recover(
            failure ->
                failure instanceof Problem problem
                        && problem.code() == ProblemCode.IDEMPOTENCY_MISMATCH
                    ? Future.succeededFuture(true)
                    : Future.failedFuture(failure));
  }

  private static Future<Optional<Reply>> nothing() {
    return Future.succeededFuture(Optional.empty());
  }

  /** Stores by the connection that holds the lock: when it was lost, another may have run. */
  private static Future<Optional<Reply>> runAndStore(
      PgConnection connection, Supplier<Future<Answered>> run) {
    return run.get()
        .compose(
            answered ->
                Idempotency.store(connection, answered.key(), answered.reply())
                    .map(Optional.of(answered.reply())));
  }
}
