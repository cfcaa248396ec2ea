package io.ecart.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopDelayTest {

  @Test
  void measuresAgainAndAgainUntilItIsEnded() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Vertx vertx = Vertx.vertx();
    Runnable end = EventLoopDelay.watch(vertx, metrics);
    Timer delays = metrics.get("event.loop.delay").timer();
    Await.until("three looks", () -> delays.count() >= 3);
    assertTrue(delays.totalTime(TimeUnit.SECONDS) >= 0);
    end.run();
    Await.get(vertx.close());
  }
}
