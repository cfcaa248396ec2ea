package io.ecart.runtime.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a relay tells of itself, tagged with the service: {@code outbox.published} (events), {@code
 * outbox.lag} (events written but not yet published, as the leader last saw it) and {@code
 * outbox.stalled.seconds} (for how long the batch under way has been trying to leave; it grows
 * while Kafka is away).
 */
public final class OutboxMeters {
  private final Counter published;
  private final AtomicLong lag;
  private final Since sending;

  public OutboxMeters(String service, MeterRegistry metrics) {
    Tags tags = Tags.of(Tag.of("service", service));
    this.published = metrics.counter("outbox.published", tags);
    this.lag = Objects.requireNonNull(metrics.gauge("outbox.lag", tags, new AtomicLong()));
    this.sending = new Since("outbox.stalled.seconds", tags, metrics);
  }

  /** So many events wait. */
  public void waiting(long events) {
    lag.set(events);
  }

  /** A batch is about to leave; said again for the same batch it changes nothing. */
  public void sending() {
    sending.begin();
  }

  /** The batch has left. */
  public void sent(int events) {
    sending.end();
    published.increment(events);
  }

  /** Nothing waits, or another instance leads. */
  public void idle() {
    lag.set(0);
    sending.end();
  }
}
