package io.ecart.notification;

import static io.ecart.notification.Messages.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageTest {
  private static final Outcome AWAY = new Outcome.Away("refused");

  private final Outage outage =
      new Outage(new Backoff(Duration.ofSeconds(1), Duration.ofHours(1), 8, () -> 0));

  @Test
  void nothingIsWrongAtFirst() {
    assertFalse(outage.rests(NOW));
    assertEquals(8, outage.limit(8));
    assertNull(outage.reason());
  }

  @Test
  void restsThenTriesWithOne() {
    outage.note(AWAY, NOW);
    assertTrue(outage.rests(NOW));
    assertEquals(Duration.ofSeconds(1), outage.wait(NOW));
    assertFalse(outage.rests(NOW.plusSeconds(1)));
    assertEquals(1, outage.limit(8));
    assertEquals("refused", outage.reason());
  }

  @Test
  void whatFailsTogetherIsOneOutage() {
    outage.note(AWAY, NOW);
    outage.note(AWAY, NOW);
    outage.note(AWAY, NOW);
    assertEquals(Duration.ofSeconds(1), outage.wait(NOW));
  }

  @Test
  void restsGrowUpToHalfAMinute() {
    for (int i = 0; i < 20; i++) {
      outage.note(AWAY, NOW.plusSeconds(i * 100L));
    }
    assertEquals(Duration.ofSeconds(30), outage.wait(NOW.plusSeconds(1_900)));
  }

  @Test
  void clockThatIsSetBackIsNotWaitedFor() {
    outage.note(AWAY, NOW);
    Instant before = NOW.minusSeconds(3_600);
    assertFalse(outage.rests(before));
    assertEquals(1, outage.limit(8));
    outage.note(AWAY, before);
    assertEquals(Duration.ofSeconds(2), outage.wait(before));
  }

  @Test
  void anyAnswerEndsIt() {
    outage.note(AWAY, NOW);
    outage.note(Outcome.retry("451"), NOW.plusSeconds(1));
    assertTrue(outage.isOver());
    assertEquals(8, outage.limit(8));
  }
}
