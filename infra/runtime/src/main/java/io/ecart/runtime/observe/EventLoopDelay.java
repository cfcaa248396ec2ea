package io.ecart.runtime.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Measures how late the current event loop is, as {@code event.loop.delay}: every request on it
 * waits for so long before anything is done about it.
 */
public final class EventLoopDelay {
  private static final long PERIOD_MS = 250;

  private final Timer delays;
  private long lastNanos = System.nanoTime();

  private EventLoopDelay(Timer delays) {
    this.delays = delays;
  }

  /**
   * Begins.
   *
   * @return ends it
   */
  public static Runnable watch(Vertx vertx, MeterRegistry metrics) {
    EventLoopDelay delay = new EventLoopDelay(metrics.timer("event.loop.delay"));
    long timer = vertx.setPeriodic(PERIOD_MS, tick -> delay.ticked());
    return () -> vertx.cancelTimer(timer);
  }

  private void ticked() {
    long now = System.nanoTime();
    long late = now - lastNanos - TimeUnit.MILLISECONDS.toNanos(PERIOD_MS);
    lastNanos = now;
    delays.record(Math.max(0, late), TimeUnit.NANOSECONDS);
  }
}
