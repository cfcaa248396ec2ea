package io.ecart.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a channel as a whole can be reached, and when it is worth another look. */
final class Outage {
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private final Backoff backoff;
  private int rests;
  private Instant until = Instant.MIN;
  private @Nullable String reason;

  Outage(Backoff backoff) {
    this.backoff = backoff;
  }

  /**
   * Takes note of what came of a try.
   *
   * @return whether an outage began with it
   */
  boolean note(Outcome outcome, Instant now) {
    if (!(outcome instanceof Outcome.Away away)) {
      rests = 0;
      until = Instant.MIN;
      reason = null;
      return false;
    }
    if (rests(now)) {
      return false;
    }
    rests++;
    until = now.plus(rest());
    reason = away.error();
    return rests == 1;
  }

  private Duration rest() {
    Duration rest = backoff.after(rests);
    return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
  }

  /** A rest that seems longer than any began before the clock was set back: it counts as over. */
  boolean rests(Instant now) {
    return now.isBefore(until) && !until.isAfter(now.plus(LONGEST_REST));
  }

  Duration wait(Instant now) {
    return Duration.between(now, until);
  }

  boolean isOver() {
    return rests == 0;
  }

  /** How many messages may be under way after a rest: one, until it is seen to be over. */
  int limit(int usual) {
    return isOver() ? usual : 1;
  }

  /** Why the channel is away; null when it is not. */
  @Nullable String reason() {
    return reason;
  }
}
