package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00.123Z");

  private final Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

  /** As Postgres compares them: byte by byte. */
  private static boolean isBelow(UUID one, UUID other) {
    return one.toString().compareTo(other.toString()) < 0;
  }

  @Test
  void idTellsItsMillisecond() {
    assertEquals(NOW, Ids.timeOf(ids.next()));
  }

  @Test
  void floorPartsEarlierFromLater() {
    UUID id = ids.next();

    assertTrue(isBelow(Ids.floor(NOW), id));
    assertTrue(isBelow(id, Ids.floor(NOW.plusMillis(1))));
    assertTrue(isBelow(id, Ids.floor(Instant.parse("9999-12-31T23:59:59Z"))));
  }

  @Test
  void aTimeWithinAMillisecondIsLaterThanItsIds() {
    UUID id = ids.next();
    assertTrue(isBelow(id, Ids.floor(NOW.plusNanos(1))));
    assertTrue(isBelow(id, Ids.floor(NOW.plusNanos(900_000))));
    assertEquals(Ids.floor(NOW.plusMillis(1)), Ids.floor(NOW.plusNanos(1)));
  }

  @Test
  void everyIdIsLaterThanAnythingBefore1970() {
    assertTrue(isBelow(Ids.floor(Instant.parse("1900-01-01T00:00:00Z")), ids.next()));
    assertTrue(isBelow(Ids.floor(Instant.parse("0000-01-01T00:00:00Z")), ids.next()));
  }
}
