package io.ecart.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class OutboxMetersTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final OutboxMeters meters = new OutboxMeters("order", metrics);

  @Test
  void aBatchThatDoesNotLeaveStallsUntilItHasLeft() {
    meters.waiting(7);
    meters.sending();
    Await.until("a stall", () -> gauge("outbox.stalled.seconds") > 0.02);
    meters.sending();
    assertTrue(gauge("outbox.stalled.seconds") > 0.02, "the same batch, tried again");
    assertEquals(7, gauge("outbox.lag"));
    meters.sent(7);
    assertEquals(0, gauge("outbox.stalled.seconds"));
    assertEquals(7, metrics.get("outbox.published").tag("service", "order").counter().count());
  }

  @Test
  void whoDoesNotLeadHasNothingWaiting() {
    meters.waiting(3);
    meters.sending();
    meters.idle();
    assertEquals(0, gauge("outbox.lag"));
    assertEquals(0, gauge("outbox.stalled.seconds"));
  }

  private double gauge(String name) {
    return metrics.get(name).tag("service", "order").gauge().value();
  }
}
