package io.ecart.runtime.lifecycle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done again and again with a rest between, from now on. A failure is followed by the next
 * try after the same rest, and logged unless it is the same as the one before; so is its end.
 * Stopping does not wait for the rest to be over.
 */
final class Repeat {
  private static final Logger LOG = LoggerFactory.getLogger(Repeat.class);

  private final Vertx vertx;
  private final String what;
  private final Duration rest;
  private final Supplier<? extends Future<?>> step;
  private final Loop loop;
  private @Nullable Promise<Void> resting;
  private @Nullable String failing;

  /**
   * @param what names it in the log
   * @param step does it once
   */
  Repeat(Vertx vertx, String what, Duration rest, Supplier<? extends Future<?>> step) {
    this.vertx = vertx;
    this.what = what;
    this.rest = rest;
    this.step = step;
    this.loop = new Loop(vertx, this::turn);
  }

  Repeat start() {
    loop.run();
    return this;
  }

  /** Ends after the step that is under way. */
  Future<Void> stop() {
    loop.stop();
    Promise<Void> rest = resting;
    if (rest != null) {
      rest.tryComplete();
    }
    return loop.ended();
  }

  private Future<Void> turn() {
    return attempt().onSuccess(done -> works()).recover(this::fails).compose(done -> pause());
  }

  private Future<?> attempt() {
    try {
      return step.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void works() {
    if (failing != null) {
      LOG.info("{} works again", what);
      failing = null;
    }
  }

  private <T> Future<T> fails(Throwable failure) {
    if (!failure.toString().equals(failing)) {
      LOG.warn("{} failed and is tried again: {}", what, failure.toString());
      failing = failure.toString();
    }
    return Future.succeededFuture();
  }

  private Future<Void> pause() {
    if (loop.stopped()) {
      return Future.succeededFuture();
    }
    Promise<Void> over = Promise.promise();
    resting = over;
    long timer = vertx.setTimer(Math.max(1, rest.toMillis()), fired -> over.tryComplete());
    return over.future().onComplete(done -> vertx.cancelTimer(timer));
  }
}
