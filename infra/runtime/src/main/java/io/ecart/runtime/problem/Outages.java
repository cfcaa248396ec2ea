package io.ecart.runtime.problem;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells a dependency that is away, or has too much to do, from work that can never be done. */
public final class Outages {
  /** What a future fails with that is given a sentence and no exception. */
  private static final Class<?> WORDS = Future.failedFuture("").cause().getClass();

  private static final String POOL_IS_BUSY = "Timeout";
  private static final String STOOD_STILL = "25P03";

  private Outages() {}

  /** Whether waiting may help: the same work may well go through a moment later. */
  public static boolean isOutage(Throwable failure) {
    if (failure instanceof PgException e) {
      String state = String.valueOf(e.getSqlState());
      return state.startsWith("08")
          || state.startsWith("53")
          || state.startsWith("57")
          || state.startsWith("40")
          || state.equals(STOOD_STILL);
    }
    if (failure instanceof Problem problem) {
      return problem.code() == ProblemCode.UNAVAILABLE;
    }
    if (failure.getClass() == WORDS) {
      // A failure of words only is a defect, but for the pool that had no connection in time.
      return POOL_IS_BUSY.equals(failure.getMessage());
    }
    return failure instanceof IOException
        || failure instanceof TimeoutException
        || failure instanceof VertxException;
  }
}
