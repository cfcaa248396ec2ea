package io.ecart.order;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes UUIDv7 ids. An order's id carries the millisecond in which it was placed, so that the order
 * of ids is the order of time and one index serves both.
 */
public final class Ids {
  private static final int TIME_SHIFT = 16;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final TimeOrderedEpochFactory factory;

  public Ids(Clock clock) {
    this.factory = new TimeOrderedEpochFactory(() -> ThreadLocalRandom.current().nextLong(), clock);
  }

  public UUID next() {
    return factory.create();
  }

  /** When the id was made, to the millisecond. */
  public static Instant timeOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_SHIFT);
  }

  /** Parts the ids made before that time from those of it and later; none are from before 1970. */
  public static UUID floor(Instant time) {
    // An id knows whole milliseconds only, and one made in the middle of that one came before.
    Instant whole = time.plusNanos(NANOS_A_MILLI - 1).truncatedTo(ChronoUnit.MILLIS);
    return UuidCreator.getTimeOrderedEpochMin(
        whole.isBefore(Instant.EPOCH) ? Instant.EPOCH : whole);
  }
}
