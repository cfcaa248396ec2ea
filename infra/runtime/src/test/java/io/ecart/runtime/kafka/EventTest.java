package io.ecart.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void itsTraceIsFoundWithoutReadingAllOfIt() {
    assertEquals(TRACEPARENT, Event.traceparentIn(event(TRACEPARENT).toJson().encode()));
    assertNull(Event.traceparentIn(event(null).toJson().encode()));
    assertNull(Event.traceparentIn("{\"traceparent\":\"short"));
  }

  @Test
  void isOfThisCloudEventsAndThereAtAll() {
    JsonObject json = event(TRACEPARENT).toJson();
    assertEquals("1", Event.parse(json.encode()).id());
    json.put("specversion", "0.3");
    assertThrows(IllegalArgumentException.class, () -> Event.parse(json.encode()));
    assertThrows(IllegalArgumentException.class, () -> Event.parse(null));
  }

  private static Event event(String traceparent) {
    return new Event(
        "1", "io.ecart.a.b.v1", "/test", "key", Instant.EPOCH, traceparent, new JsonObject());
  }
}
