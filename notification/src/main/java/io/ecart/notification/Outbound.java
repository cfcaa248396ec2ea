package io.ecart.notification;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that was taken from the queue to be sent now.
 *
 * @param notification as it stands; {@code attempts} counts this try
 * @param round how often it was resent by hand
 * @param locale the language of its text
 * @param happenedAt when the event happened
 * @param data the event's data, in full for webhooks, else at least what {@link Compact} keeps
 * @param target the webhook it goes to; null for other channels, and when it is gone
 */
public record Outbound(
    Notification notification,
    int round,
    String locale,
    Instant happenedAt,
    JsonObject data,
    @Nullable Target target) {

  /**
   * @param url where to post
   * @param secret the key in Base64, with or without {@code whsec_}
   */
  public record Target(String url, String secret) {
    @Override
    public String toString() {
      return url;
    }
  }

  /**
   * The same for every try of this message, another one after a resend: receivers that know it may
   * drop what they have had already.
   */
  public String idempotencyId() {
    String id = notification.id().toString();
    return round == 0 ? id : id + "." + round;
  }
}
