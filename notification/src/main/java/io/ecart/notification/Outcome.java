package io.ecart.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one try to send a message. */
public sealed interface Outcome {

  /** It was taken. */
  record Sent() implements Outcome {}

  /** It will never be taken; trying again is no use. */
  record Refused(String error) implements Outcome {}

  /**
   * It may be taken another time.
   *
   * @param after not sooner than this, when the other side asked for it; else zero
   */
  record Retry(String error, Duration after) implements Outcome {
    private static final long LONGEST_WAIT_SECONDS = 3_600;

    /**
     * @param wait the header {@code Retry-After} of the other side's answer; dates are not heeded
     */
    public static Retry asked(String error, @Nullable String wait) {
      long seconds =
          wait != null && wait.matches("\\d{1,9}")
              ? Math.min(Long.parseLong(wait), LONGEST_WAIT_SECONDS)
              : 0;
      return new Retry(error, Duration.ofSeconds(seconds));
    }
  }

  /** The whole channel is away: says nothing about this message, so it is no try of it. */
  record Away(String error) implements Outcome {}

  /** It is not to be sent. */
  record Suppressed(String reason) implements Outcome {}

  static Outcome retry(String error) {
    return new Retry(error, Duration.ZERO);
  }

  static Suppressed notConfigured(Channel channel) {
    return new Suppressed("The channel " + channel.wire() + " is not configured");
  }
}
