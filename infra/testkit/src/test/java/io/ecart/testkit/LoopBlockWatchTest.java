package io.ecart.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LoopBlockWatchTest {

  @Test
  void reportsABlockedEventLoopOnce() {
    LoopBlockWatch watch = new LoopBlockWatch();
    watch.beforeAll(null);
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setBlockedThreadCheckInterval(50)
                .setMaxEventLoopExecuteTime(100)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS));
    AtomicBoolean released = new AtomicBoolean();
    vertx.runOnContext(
        nothing -> {
          while (!released.get()) {
            Thread.onSpinWait();
          }
        });
    Await.until("the warning", LoopBlockWatch::hasSeenSomething);
    released.set(true);
    Await.get(vertx.close());
    AssertionError e = assertThrows(AssertionError.class, () -> watch.afterAll(null));
    assertTrue(String.valueOf(e.getMessage()).contains("has been blocked"), e.getMessage());
    assertDoesNotThrow(() -> watch.afterAll(null));
  }
}
