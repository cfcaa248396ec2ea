package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodTest {
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-03-02T11:00:00Z");

  @Test
  void takesTheHoursOfItsEndsInFull() {
    assertEquals(new Period(TEN, ELEVEN), Period.of(TEN, ELEVEN));
    assertEquals(
        new Period(TEN, ELEVEN), Period.of(TEN.plusSeconds(3_599), ELEVEN.minusSeconds(1)));
  }

  @Test
  void isOpenWhereNothingIsSaid() {
    assertEquals(Period.ALL, Period.of(null, null));
    assertEquals(Period.ALL, Period.of(Instant.MIN, Instant.MAX));
  }

  @Test
  void knowsWholeDays() {
    Instant day = Instant.parse("2026-03-02T00:00:00Z");
    assertTrue(Period.ofDays(3, day).isWholeDays());
    assertTrue(Period.ALL.isWholeDays());
    assertFalse(new Period(day, TEN).isWholeDays());
    assertEquals(3, Period.ofDays(3, day).days());
  }
}
