package io.ecart.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes as another one does, or stands like it, but can be put forward and back. */
public final class MovableClock extends Clock {
  private final Clock base;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  private MovableClock(Clock base) {
    this.base = base;
  }

  /** Goes with the time. */
  public static MovableClock running() {
    return new MovableClock(Clock.systemUTC());
  }

  /** Stands until it is moved. */
  public static MovableClock standing() {
    return new MovableClock(Clock.fixed(Instant.parse("2026-01-31T09:00:00Z"), ZoneId.of("UTC")));
  }

  public void move(Duration by) {
    offset.updateAndGet(by::plus);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset.get());
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
