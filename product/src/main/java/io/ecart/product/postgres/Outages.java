package io.ecart.product.postgres;

import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a database that is away, which passes, from a statement that it refuses, which does not. */
final class Outages {
  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);

  private Outages() {}

  /** The failure as {@code unavailable} when the database is away, else as it is. */
  static <T> Future<T> explain(Throwable failure) {
    if (!isOutage(failure)) {
      return Future.failedFuture(failure);
    }
    LOG.warn("The database cannot be used: {}", failure.toString());
    return Problem.unavailable("The catalogue cannot be reached right now").future();
  }

  private static boolean isOutage(Throwable failure) {
    if (failure instanceof PgException refused) {
      String state = String.valueOf(refused.getSqlState());
      // Connection lost, resources used up, shutting down or starting.
      return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }
    return failure instanceof IOException
        || failure instanceof VertxException
        || failure instanceof TimeoutException;
  }
}
