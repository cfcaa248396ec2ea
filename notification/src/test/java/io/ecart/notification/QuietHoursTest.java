package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  private static final QuietHours NIGHT = berlin("22:00", "07:00");
  private static final QuietHours NOON = berlin("12:00", "13:30");

  @Test
  void nightRunsOverMidnight() {
    // Berlin is an hour ahead of UTC in winter.
    assertFalse(NIGHT.contains(Instant.parse("2026-01-31T20:59:59Z")));
    assertTrue(NIGHT.contains(Instant.parse("2026-01-31T21:00:00Z")));
    assertTrue(NIGHT.contains(Instant.parse("2026-02-01T05:59:59Z")));
    assertFalse(NIGHT.contains(Instant.parse("2026-02-01T06:00:00Z")));
  }

  @Test
  void summerTimeCounts() {
    assertTrue(NIGHT.contains(Instant.parse("2026-07-01T20:00:00Z")));
    assertFalse(NIGHT.contains(Instant.parse("2026-07-01T05:00:00Z")));
  }

  @Test
  void dayIsWithinOneDay() {
    assertTrue(NOON.contains(Instant.parse("2026-01-31T11:00:00Z")));
    assertFalse(NOON.contains(Instant.parse("2026-01-31T12:30:00Z")));
  }

  @Test
  void endIsTheNextOne() {
    assertEquals(
        Instant.parse("2026-02-01T06:00:00Z"),
        NIGHT.endAfter(Instant.parse("2026-01-31T22:00:00Z")));
    assertEquals(
        Instant.parse("2026-02-01T06:00:00Z"),
        NIGHT.endAfter(Instant.parse("2026-02-01T05:00:00Z")));
    assertEquals(
        Instant.parse("2026-01-31T12:30:00Z"),
        NOON.endAfter(Instant.parse("2026-01-31T11:00:00Z")));
  }

  @Test
  void endInTheHourThatDoesNotExistIsWhenItIsOver() {
    // On 29 March 2026 Berlin goes from 02:00 straight to 03:00.
    QuietHours quiet = berlin("22:00", "02:30");
    assertEquals(
        Instant.parse("2026-03-29T01:30:00Z"),
        quiet.endAfter(Instant.parse("2026-03-28T23:00:00Z")));
  }

  @Test
  void survivesStorage() {
    assertEquals(NIGHT, QuietHours.of(NIGHT.toJson()));
  }

  private static QuietHours berlin(String start, String end) {
    return new QuietHours(
        LocalTime.parse(start),
        LocalTime.parse(end),
        ZoneId.of("Europe/Berlin"),
        QuietHours.Rule.DELAY);
  }
}
