package io.ecart.runtime.lifecycle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Repeats an asynchronous step, one at a time, until it is stopped or a step fails. Composing a
 * future with itself would do the same but keep every past step in memory.
 */
public final class Loop {
  private final Vertx vertx;
  private final Supplier<Future<Void>> step;
  private final Promise<Void> end = Promise.promise();
  private boolean stopped;

  public Loop(Vertx vertx, Supplier<Future<Void>> step) {
    this.vertx = vertx;
    this.step = step;
  }

  /**
   * Begins.
   *
   * @return ends after {@link #stop()} and the step that was under way; fails with a failed step
   */
  public Future<Void> run() {
    next();
    return end.future();
  }

  /** Asks for the end; the step under way is finished first. */
  public void stop() {
    stopped = true;
  }

  public boolean stopped() {
    return stopped;
  }

  /** Ends when the loop has. */
  public Future<Void> ended() {
    return end.future();
  }

  private void next() {
    if (stopped) {
      end.tryComplete();
      return;
    }
    // Through the event loop, so that steps which end at once do not pile up on the stack.
    step.get().onComplete(done -> vertx.runOnContext(again -> next()), end::tryFail);
  }
}
