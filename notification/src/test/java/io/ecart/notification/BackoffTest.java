package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void waitsDoubleUpToTheLimit() {
    Backoff backoff = backoff(0);
    assertEquals(Duration.ofSeconds(5), backoff.after(1));
    assertEquals(Duration.ofSeconds(10), backoff.after(2));
    assertEquals(Duration.ofSeconds(20), backoff.after(3));
    assertEquals(Duration.ofMinutes(1), backoff.after(5));
    assertEquals(Duration.ofMinutes(1), backoff.after(10_000));
  }

  @Test
  void chanceShortensByAHalfAtMost() {
    assertEquals(Duration.ofMillis(2_500), backoff(1).after(1));
    assertEquals(Duration.ofMillis(3_750), backoff(0.5).after(1));
  }

  @Test
  void lastTryIsKnown() {
    assertFalse(backoff(0).isLast(7));
    assertTrue(backoff(0).isLast(8));
    assertTrue(backoff(0).isLast(9));
  }

  private static Backoff backoff(double chance) {
    return new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1), 8, () -> chance);
  }
}
