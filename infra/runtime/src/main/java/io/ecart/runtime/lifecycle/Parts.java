package io.ecart.runtime.lifecycle;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a service has started, to be stopped in reverse order. */
public final class Parts {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
  private static final long LIMIT_SECONDS = 15;

  private record Part(String name, Supplier<Future<Void>> stop) {}

  private final Deque<Part> parts = new ArrayDeque<>();

  /** Notes how a started part is stopped. */
  public void onStop(String name, Supplier<Future<Void>> stop) {
    parts.push(new Part(name, stop));
  }

  /** Stops every part, newest first; one that fails or hangs does not keep the others. */
  public Future<Void> stop() {
    Future<Void> done = Future.succeededFuture();
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      done = done.compose(previous -> stop(part));
    }
    return done;
  }

  private static Future<Void> stop(Part part) {
    Future<Void> stopped;
    try {
      stopped = part.stop().get();
    } catch (RuntimeException e) {
      stopped = Future.failedFuture(e);
    }
    return stopped
        .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .onFailure(e -> LOG.warn("{} did not stop cleanly: {}", part.name(), e.toString()))
        .otherwiseEmpty();
  }
}
