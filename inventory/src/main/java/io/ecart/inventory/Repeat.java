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
  private final Duration atLeast;
  private final Supplier<Future<Duration>> step;
  private final Loop loop;
  private @Nullable Promise<Void> resting;

  /**
   * @param what names it in the log
   * @param atLeast the shortest rest
   * @param step does it once and says how long to rest
   */
  public Repeat(Vertx vertx, String what, Duration atLeast, Supplier<Future<Duration>> step) {
    this.vertx = vertx;
    this.what = what;
    this.atLeast = atLeast;
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
              return Future.succeededFuture(atLeast);
            })
        .compose(wanted -> rest(wanted.compareTo(atLeast) > 0 ? wanted : atLeast));
  }

  private Future<Duration> attempt() {
    try {
      return step.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Void> rest(Duration time) {
    if (loop.stopped()) {
      return Future.succeededFuture();
    }
    Promise<Void> rest = Promise.promise();
    resting = rest;
    long timer = vertx.setTimer(Math.max(1, time.toMillis()), fired -> rest.tryComplete());
    return rest.future().onComplete(over -> vertx.cancelTimer(timer));
  }
}
