package io.ecart.runtime.kafka;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Tells a dependency that is away from a record that can never be handled. */
final class Outages {
  private Outages() {}

  /** Whether waiting may help: the same record is then tried until it goes through. */
  static boolean isOutage(Throwable failure) {
    if (failure instanceof PgException e) {
      String state = String.valueOf(e.getSqlState());
      return state.startsWith("08")
          || state.startsWith("53")
          || state.startsWith("57")
          || state.startsWith("40");
    }
    if (failure instanceof Problem problem) {
      return problem.code() == ProblemCode.UNAVAILABLE;
    }
    return failure instanceof IOException
        || failure instanceof TimeoutException
        || failure instanceof VertxException;
  }
}
