package io.ecart.cart.kafka;

import io.ecart.runtime.lifecycle.Loop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a step that needs Kafka until it succeeds, so that the service starts without it. */
public final class UntilDone {
  private static final Logger LOG = LoggerFactory.getLogger(UntilDone.class);
  private static final long RETRY_MS = 1_000;

  private final Vertx vertx;
  private final Supplier<Future<Void>> step;
  private final Loop tries;

  public UntilDone(Vertx vertx, Supplier<Future<Void>> step) {
    this.vertx = vertx;
    this.step = step;
    this.tries = new Loop(vertx, this::attempt);
  }

  public void start() {
    tries.run();
  }

  /** Gives up; a try that is under way is not waited for. */
  public Future<Void> stop() {
    tries.stop();
    return Future.succeededFuture();
  }

  private Future<Void> attempt() {
    return step.get()
        .onSuccess(done -> tries.stop())
        .recover(
            e -> {
              LOG.warn("Kafka is away, events wait: {}", e.toString());
              return vertx.timer(RETRY_MS).mapEmpty();
            });
  }
}
