package io.ecart.notification;

import io.ecart.runtime.config.Settings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How messages are sent.
 *
 * @param attempts tries of one message at most
 * @param backoff the wait after the first try; it doubles every time
 * @param longestBackoff no wait is longer
 * @param emailsPerSecond what the mail server is asked to take at most; 0 for no limit
 * @param webhooks how webhooks are delivered
 * @param retention how long messages are kept in the log
 */
public record SendSettings(
    int attempts,
    Duration backoff,
    Duration longestBackoff,
    int emailsPerSecond,
    Webhooks webhooks,
    Duration retention) {
  private static final long MOST_OFTEN_MS = 100;
  private static final long MOST_SELDOM_MS = 1_000;

  /**
   * @param allowPrivate whether loopback and private targets are fine
   * @param concurrency deliveries under way at once
   * @param timeout for one delivery
   */
  public record Webhooks(boolean allowPrivate, int concurrency, Duration timeout) {}

  public static SendSettings read(Settings settings) {
    return new SendSettings(
        settings.number("SEND_ATTEMPTS", 8, 1, 50),
        settings.duration("SEND_BACKOFF", Duration.ofSeconds(5)),
        settings.duration("SEND_BACKOFF_MAX", Duration.ofHours(1)),
        settings.number("EMAIL_MAX_PER_SECOND", 500, 0, 100_000),
        new Webhooks(
            settings.flag("WEBHOOK_ALLOW_PRIVATE", false),
            settings.number("WEBHOOK_CONCURRENCY", 32, 1, 1_000),
            settings.duration("WEBHOOK_TIMEOUT", Duration.ofSeconds(10))),
        settings.duration("NOTIFICATION_RETENTION", Duration.ofDays(90)));
  }

  /** How often a queue is looked at, so that no message waits much longer than it must. */
  Duration poll() {
    return Duration.ofMillis(Math.max(MOST_OFTEN_MS, Math.min(MOST_SELDOM_MS, backoff.toMillis())));
  }

  Backoff backoffWithChance() {
    return new Backoff(
        backoff, longestBackoff, attempts, () -> ThreadLocalRandom.current().nextDouble());
  }
}
