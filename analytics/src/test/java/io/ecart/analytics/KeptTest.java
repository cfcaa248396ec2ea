package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptTest {
  private final MovableClock clock = MovableClock.standing();
  private final Kept<String, Integer> kept = new Kept<>(clock, Duration.ofSeconds(60));
  private int made;

  @Test
  void makesAResultOnceWhileItIsFresh() {
    assertEquals(1, get("a").result());
    clock.move(Duration.ofSeconds(59));
    assertEquals(1, get("a").result());
    clock.move(Duration.ofSeconds(1));
    assertEquals(2, get("a").result());
  }

  @Test
  void letsAllWaitForTheOneThatIsBeingMade() {
    Promise<Integer> making = Promise.promise();
    Future<Integer> first = kept.get("a", making::future);
    clock.move(Duration.ofSeconds(600));
    assertSame(first, get("a"));
    making.complete(7);
    assertEquals(7, first.result());
    clock.move(Duration.ofSeconds(59));
    assertEquals(7, get("a").result());
  }

  @Test
  void keepsNoFailure() {
    assertTrue(kept.get("a", () -> Future.failedFuture("away")).failed());
    assertEquals(1, get("a").result());
  }

  @Test
  void keepsAFewOnly() {
    for (String key : new String[] {"a", "b", "c", "d", "e"}) {
      get(key);
    }
    assertEquals(5, get("e").result());
    assertEquals(6, get("a").result());
  }

  private Future<Integer> get(String key) {
    return kept.get(key, () -> Future.succeededFuture(++made));
  }
}
