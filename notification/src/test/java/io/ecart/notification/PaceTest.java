package io.ecart.notification;

import static io.ecart.notification.Messages.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void whatWasTakenIsWaitedFor() {
    Pace pace = new Pace(100);
    assertEquals(Duration.ZERO, pace.wait(NOW));
    pace.took(25, NOW);
    assertEquals(Duration.ofMillis(250), pace.wait(NOW));
    assertEquals(Duration.ZERO, pace.wait(NOW.plusMillis(250)));
  }

  @Test
  void batchesAreAQuarterOfASecond() {
    assertEquals(25, new Pace(100).limit(64));
    assertEquals(1, new Pace(1).limit(64));
    assertEquals(3, new Pace(100).limit(3));
  }

  @Test
  void clockThatIsSetBackIsNotWaitedFor() {
    Pace pace = new Pace(1);
    pace.took(1, NOW);
    assertEquals(Duration.ofSeconds(1), pace.wait(NOW));
    assertEquals(Duration.ZERO, pace.wait(NOW.minusSeconds(3_600)));
  }

  @Test
  void zeroMeansNoLimit() {
    Pace pace = new Pace(0);
    pace.took(1_000_000, NOW);
    assertEquals(Duration.ZERO, pace.wait(NOW));
    assertEquals(64, pace.limit(64));
  }
}
