package io.ecart.order;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How looks at the stock go on while inventory is away: goods that somebody has in hand need not
 * wait for it.
 */
final class WithoutStock {
  private static final Logger LOG = LoggerFactory.getLogger(WithoutStock.class);

  private WithoutStock() {}

  /** What is taken for granted in an outage. A defect stays a failure: it would end all looks. */
  static <T> Future<T> assume(T granted, Throwable failure) {
    boolean away = failure instanceof Problem problem && problem.code() == ProblemCode.UNAVAILABLE;
    if (!away) {
      return Future.failedFuture(failure);
    }
    LOG.warn("Going on without a look at the stock: {}", failure.toString());
    return Future.succeededFuture(granted);
  }
}
