package io.ecart.inventory.postgres;

import io.ecart.runtime.postgres.SqlStates;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs transactions, and runs them again when they failed only because of another. */
final class Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
  private static final int TRIES = 6;

  private final Pool pool;

  Transactions(Pool pool) {
    this.pool = pool;
  }

  /**
   * Runs work that ends with its own {@code COMMIT}, so that the commit can travel right behind the
   * last statement.
   */
  <T> Future<T> run(Function<SqlConnection, Future<T>> work) {
    return retrying(() -> pool.getConnection().compose(connection -> once(connection, work)));
  }

  private static <T> Future<T> once(
      SqlConnection connection, Function<SqlConnection, Future<T>> work) {
    Future<?> begun = connection.query("BEGIN").execute();
    Future<T> worked = Future.succeededFuture(connection).compose(work);
    return begun
        .compose(begin -> worked)
        .recover(failure -> rollback(connection, failure))
        .eventually(connection::close);
  }

  private static <T> Future<T> rollback(SqlConnection connection, Throwable failure) {
    Future<T> failed = Future.failedFuture(failure);
    return connection.query("ROLLBACK").execute().transform(done -> failed);
  }

  /** Tries again what two transactions spoiled for each other; tells outages from refusals. */
  <T> Future<T> retrying(Supplier<Future<T>> transaction) {
    return attempt(transaction, 1);
  }

  private static <T> Future<T> attempt(Supplier<Future<T>> transaction, int tries) {
    return transaction
        .get()
        .recover(
            failure ->
                isWorthRetrying(failure) && tries < TRIES
                    ? attempt(transaction, tries + 1)
                    : Future.failedFuture(translate(failure)));
  }

  /** Another instance may have written the same new row in the same moment. */
  private static boolean isWorthRetrying(Throwable failure) {
    return SqlStates.isRetryable(failure) || SqlStates.isUniqueViolation(failure);
  }

  /** Whether the database refused what was asked, rather than being away. */
  static boolean isOneItemsFault(Throwable failure) {
    return !(failure instanceof Problem);
  }

  private static Throwable translate(Throwable failure) {
    if (!isOutage(failure)) {
      return failure;
    }
    LOG.warn("Postgres is away: {}", failure.toString());
    return Problem.unavailable("The stock ledger cannot be written right now");
  }

  private static boolean isOutage(Throwable failure) {
    if (failure instanceof PgException e) {
      String state = String.valueOf(e.getSqlState());
      return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }
    return !(failure instanceof RuntimeException) || failure instanceof VertxException;
  }
}
