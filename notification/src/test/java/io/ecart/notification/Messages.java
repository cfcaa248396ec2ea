package io.ecart.notification;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** Messages on their way, for tests without a queue. */
final class Messages {
  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private Messages() {}

  /** The e-mail about an order that was placed. */
  static Outbound email(String locale) {
    return outbound("order.placed", Channel.EMAIL, locale, 1, Orders.data("o1", "a@example.org"));
  }

  static Outbound outbound(
      String event, Channel channel, String locale, int attempts, JsonObject data) {
    Notification notification =
        new Notification(
            UUID.fromString("01900000-0000-7000-8000-000000000001"),
            event,
            channel,
            "a@example.org",
            "o1",
            NotificationStatus.QUEUED,
            attempts,
            NOW,
            null,
            null,
            null);
    return new Outbound(notification, 0, locale, NOW, data, null);
  }
}
