package io.ecart.notification;

import java.time.Duration;
import java.time.Instant;

/** Keeps the rate at which messages are taken from the queue under a limit. */
final class Pace {
  /** What is taken at once is a second's worth at most. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final int perSecond;
  private Instant next = Instant.MIN;

  /**
   * @param perSecond 0 for no limit
   */
  Pace(int perSecond) {
    this.perSecond = perSecond;
  }

  /** How many may be taken at once: a quarter of a second's worth. */
  int limit(int wanted) {
    return perSecond == 0 ? wanted : Math.min(wanted, Math.max(1, perSecond / 4));
  }

  /** Notes that messages were taken. */
  void took(int messages, Instant now) {
    if (perSecond > 0) {
      next = now.plusMillis(1_000L * messages / perSecond);
    }
  }

  /** How long to wait before taking more; zero when that is now. */
  Duration wait(Instant now) {
    Duration wait = Duration.between(now, next);
    // What is further off than ever said was said before the clock was set back.
    boolean over = wait.isNegative() || wait.compareTo(LONGEST) > 0;
    return over ? Duration.ZERO : wait;
  }
}
