package io.ecart.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of business time in whole hours, since sums are kept by the hour.
 *
 * @param from first instant, the beginning of an hour
 * @param to the instant after it, the beginning of an hour
 */
public record Period(Instant from, Instant to) {
  private static final Instant BEGINNING = Instant.parse("1800-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  public static final Period ALL = new Period(BEGINNING, END);

  /**
   * The hours that {@code from} and {@code to} fall into count in full; null leaves a side open.
   */
  public static Period of(@Nullable Instant from, @Nullable Instant to) {
    return new Period(
        from == null || from.isBefore(BEGINNING) ? BEGINNING : hour(from),
        to == null || to.isAfter(END) ? END : hour(to.plus(1, ChronoUnit.HOURS).minusNanos(1)));
  }

  /** The days that end with {@code to}. */
  public static Period ofDays(long days, Instant to) {
    return new Period(to.minus(days, ChronoUnit.DAYS), to);
  }

  public boolean isWholeDays() {
    return from.equals(from.truncatedTo(ChronoUnit.DAYS))
        && to.equals(to.truncatedTo(ChronoUnit.DAYS));
  }

  public double days() {
    return Duration.between(from, to).toSeconds() / 86_400.0;
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }
}
