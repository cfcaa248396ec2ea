package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KeptTest {
  private final Hand hand = new Hand();
  private final Kept<String, Integer> kept = new Kept<>(hand, Duration.ofSeconds(60));
  private int made;

  @Test
  void makesAResultOnceWhileItIsFresh() {
    assertEquals(1, get("a").result());
    hand.now = hand.now.plusSeconds(59);
    assertEquals(1, get("a").result());
    hand.now = hand.now.plusSeconds(1);
    assertEquals(2, get("a").result());
  }

  @Test
  void letsAllWaitForTheOneThatIsBeingMade() {
    Promise<Integer> making = Promise.promise();
    Future<Integer> first = kept.get("a", making::future);
    hand.now = hand.now.plusSeconds(600);
    assertSame(first, get("a"));
    making.complete(7);
    assertEquals(7, first.result());
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

  /** A clock that is set by hand. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
