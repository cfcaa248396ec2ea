package io.ecart.notification;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a message stands after a try.
 *
 * @param notification the message with its new status, attempts and error
 * @param round the resending it belongs to
 * @param dueAt when a queued message is tried next
 */
public record Settlement(Notification notification, int round, Instant dueAt) {
  private static final int LONGEST_ERROR = 500;

  /** What follows from an outcome. */
  public static Settlement of(Outbound message, Outcome outcome, Backoff backoff, Instant now) {
    int attempts = message.notification().attempts();
    if (outcome instanceof Outcome.Retry retry) {
      Duration wait = backoff.after(attempts);
      Instant next = now.plus(wait.compareTo(retry.after()) < 0 ? retry.after() : wait);
      return backoff.isLast(attempts)
          ? settle(message, NotificationStatus.FAILED, attempts, now, retry.error())
          : settle(message, NotificationStatus.QUEUED, attempts, next, retry.error());
    }
    if (outcome instanceof Outcome.Away away) {
      return settle(
          message,
          NotificationStatus.QUEUED,
          Math.max(0, attempts - 1),
          now.plus(backoff.after(1)),
          away.error());
    }
    if (outcome instanceof Outcome.Refused refused) {
      return settle(message, NotificationStatus.FAILED, attempts, now, refused.error());
    }
    if (outcome instanceof Outcome.Suppressed suppressed) {
      return settle(message, NotificationStatus.SUPPRESSED, attempts, now, suppressed.reason());
    }
    return settle(message, NotificationStatus.SENT, attempts, now, null);
  }

  private static Settlement settle(
      Outbound message,
      NotificationStatus status,
      int attempts,
      Instant time,
      @Nullable String error) {
    Notification was = message.notification();
    Notification is =
        new Notification(
            was.id(),
            was.event(),
            was.channel(),
            was.recipient(),
            was.orderId(),
            status,
            attempts,
            was.createdAt(),
            status == NotificationStatus.SENT ? time : null,
            error == null ? null : cut(error),
            was.traceparent());
    return new Settlement(is, message.round(), time);
  }

  private static String cut(String error) {
    String clean = error.replace('\0', ' ');
    return clean.length() > LONGEST_ERROR ? clean.substring(0, LONGEST_ERROR) : clean;
  }
}
