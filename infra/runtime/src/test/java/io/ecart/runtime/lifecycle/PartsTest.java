package io.ecart.runtime.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PartsTest {

  @Test
  void stopsNewestFirstAndGoesOnAfterAFailure() {
    List<String> stopped = new ArrayList<>();
    Parts parts = new Parts();
    parts.onStop("pool", () -> Future.succeededFuture().map(v -> add(stopped, "pool")).mapEmpty());
    parts.onStop("broken", () -> Future.failedFuture("stuck"));
    parts.onStop(
        "thrower",
        () -> {
          throw new IllegalStateException("worse");
        });
    parts.onStop("api", () -> Future.succeededFuture().map(v -> add(stopped, "api")).mapEmpty());
    Await.get(parts.stop());
    assertEquals(List.of("api", "pool"), stopped);
  }

  @Test
  void aLoopRepeatsUntilItIsStopped(Vertx vertx) {
    AtomicInteger steps = new AtomicInteger();
    Loop loop =
        new Loop(
            vertx,
            () -> {
              steps.incrementAndGet();
              return Future.succeededFuture();
            });
    vertx.runOnContext(begin -> loop.run());
    Await.until("many steps", () -> steps.get() > 20_000);
    vertx.runOnContext(end -> loop.stop());
    Await.get(loop.ended());
    assertTrue(loop.stopped());
  }

  @Test
  void aLoopFailsWithItsStep(Vertx vertx) {
    Loop loop = new Loop(vertx, () -> Future.failedFuture("no more"));
    vertx.runOnContext(begin -> loop.run());
    assertEquals("no more", Await.failure(loop.ended()).getMessage());
  }

  @Test
  void whatIsRepeatedGoesOnAfterAFailure(Vertx vertx) {
    AtomicInteger turns = new AtomicInteger();
    Repeat repeat = new Repeat(vertx, "It", Duration.ofMillis(1), () -> turn(turns));
    Context context = vertx.getOrCreateContext();
    context.runOnContext(begin -> repeat.start());
    Await.until("several turns", () -> turns.get() > 5);
    stop(repeat, context);
  }

  @Test
  void theEndOfARepetitionDoesNotWaitForItsRest(Vertx vertx) {
    AtomicInteger turns = new AtomicInteger();
    Repeat repeat = new Repeat(vertx, "It", Duration.ofDays(1), () -> turn(turns));
    Context context = vertx.getOrCreateContext();
    context.runOnContext(begin -> repeat.start());
    stop(repeat, context);
    assertEquals(1, turns.get());
  }

  private static void stop(Repeat repeat, Context context) {
    Await.get(
        Future.<Void>future(done -> context.runOnContext(end -> repeat.stop().onComplete(done))));
  }

  private static Future<Void> turn(AtomicInteger turns) {
    if (turns.incrementAndGet() % 2 == 0) {
      throw new IllegalStateException("not now");
    }
    return Future.failedFuture("later");
  }

  private static boolean add(List<String> to, String what) {
    return to.add(what);
  }
}
