package io.ecart.inventory;

import io.ecart.runtime.lifecycle.Loop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done again and again with a rest between. A failure is logged and the next try made
 * after the same rest; stopping does not wait for the rest to be over.
 */
public final class Repeat {
  private static final Logger LOG = LoggerFactory.getLogger(Repeat.class);

  private final Vertx vertx;
  private final String what;
  private final Duration rest;
  private final Supplier<Future<Void>> step;
  private final Loop loop;
  private @Nullable Promise<Void> resting;

  /**
   * @param what names it in the log
   * @param step does it once
   */
  public Repeat(Vertx vertx, String what, Duration rest, Supplier<Future<Void>> step) {
    this.vertx = vertx;
    this.what = what;
    this.rest = rest;
    this.step = step;
    this.loop = new Loop(vertx, this::turn);
  }

  public Repeat start() {
    loop.run();
    return this;
  }

  /** Ends after the step that is under way. */
  public Future<Void> stop() {
    loop.stop();
    Promise<Void> rest = resting;
    if (rest != null) {
      rest.tryComplete();
    }
    return loop.ended();
  }

  private Future<Void> turn() {
    return attempt()
        .recover(
            failure -> {
              LOG.warn("{} failed and is tried again: {}", what, failure.toString());
              return Future.succeededFuture();
            })
        .compose(done -> pause());
  }

  private Future<Void> attempt() {
    try {
      return step.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
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
