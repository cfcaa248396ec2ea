package io.ecart.testkit.servers;

import java.time.Duration;

/** How {@link SmsGateway} misbehaves at one request. */
public sealed interface SmsFault {

  /**
   * The message is refused.
   *
   * @param status the status of the answer, such as 429 or 500
   * @param retryAfterSeconds the header {@code Retry-After}; 0 for none
   */
  record Refuse(int status, int retryAfterSeconds) implements SmsFault {}

  /**
   * The message is accepted, the answer is late.
   *
   * @param delay how late
   */
  record Delay(Duration delay) implements SmsFault {}

  /** The message is accepted, the connection breaks before the answer. */
  record Drop() implements SmsFault {}

  /** The message is accepted, the answer comes byte by byte and has no end. */
  record Endless() implements SmsFault {}

  /** The message is accepted twice, as when a gateway repeats itself. */
  record Duplicate() implements SmsFault {}
}
