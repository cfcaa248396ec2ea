package io.ecart.local.chaos;

import io.ecart.local.load.Child;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting on the drill's own thread, which is never one that events run on. */
final class Waits {
  private static final long LOOK_MS = 100;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Waits() {}

  static <T> T done(Future<T> future) {
    if (!until(future::isComplete, LIMIT)) {
      throw new IllegalStateException("Something took longer than " + LIMIT);
    }
    if (future.failed()) {
      throw new IllegalStateException(future.cause());
    }
    return future.result();
  }

  /** Whether it became true in time. */
  static boolean until(BooleanSupplier condition, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Child.pause(LOOK_MS);
    }
    return true;
  }
}
