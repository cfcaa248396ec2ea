package io.ecart.notification.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PgRetentionTest {

  @Test
  void firstIdOfATimeIsBeforeAllOthersOfIt() {
    Instant now = Instant.now();
    String first = PgRetention.firstIdOf(now).toString();
    String made = UuidCreator.getTimeOrderedEpoch(now).toString();
    assertEquals(made.substring(0, 13), first.substring(0, 13));
    assertTrue(first.compareTo(made) < 0, first + " " + made);
    assertTrue(PgRetention.firstIdOf(now.plusMillis(1)).toString().compareTo(made) > 0);
  }
}
