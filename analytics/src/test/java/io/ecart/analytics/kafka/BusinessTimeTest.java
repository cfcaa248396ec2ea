package io.ecart.analytics.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BusinessTimeTest {
  private static final Instant TOLD = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void isWhatTheMetadataSay() {
    assertEquals(Instant.parse("2010-12-01T08:26:00Z"), of("2010-12-01T08:26:00Z"));
    assertEquals(Instant.parse("2010-12-01T07:26:00Z"), of("2010-12-01T08:26:00+01:00"));
  }

  @Test
  void isWhenItWasToldWithoutMetadata() {
    assertEquals(TOLD, BusinessTime.of(null, TOLD));
    assertEquals(TOLD, BusinessTime.of(new JsonObject(), TOLD));
    assertEquals(TOLD, BusinessTime.of(new JsonObject().put("occurredAt", 17), TOLD));
  }

  @Test
  void doesNotBelieveWhatCannotBe() {
    assertEquals(TOLD, of("yesterday"));
    assertEquals(TOLD, of(""));
    assertEquals(TOLD, of("2010-12-01"));
    assertEquals(TOLD, of("2026-03-02T10:00:01Z"));
    assertEquals(TOLD, of("-999999999-01-01T00:00:00Z"));
    assertEquals(TOLD, of("0010-12-01T08:26:00Z"));
  }

  private static Instant of(String text) {
    return BusinessTime.of(new JsonObject().put("occurredAt", text), TOLD);
  }
}
