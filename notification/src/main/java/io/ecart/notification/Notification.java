package io.ecart.notification;

import io.ecart.runtime.observe.Trace;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one recipient, as clients see it.
 *
 * @param event what it tells of, such as {@code order.placed}
 * @param recipient an address, a phone number or a URL
 * @param orderId the order it is about, where it is about one
 * @param attempts how often it was tried since it was last queued
 * @param error why it has not arrived, where that is known
 * @param traceparent the trace of the event it tells of
 */
public record Notification(
    UUID id,
    String event,
    Channel channel,
    String recipient,
    @Nullable String orderId,
    NotificationStatus status,
    int attempts,
    Instant createdAt,
    @Nullable Instant sentAt,
    @Nullable String error,
    @Nullable String traceparent) {

  /** For those who look after the shop: also names the trace, which is of no use to customers. */
  public JsonObject toTracedJson() {
    Trace trace = Trace.parse(traceparent);
    JsonObject json = toJson();
    put(json, "traceId", trace == null ? null : trace.traceId());
    return json;
  }

  /** For customers: what went wrong while sending names the shop's own servers. */
  public JsonObject toCustomersJson() {
    JsonObject json = toJson();
    if (status != NotificationStatus.SUPPRESSED) {
      json.remove("error");
    }
    return json;
  }

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("id", id.toString())
            .put("event", event)
            .put("channel", channel.wire())
            .put("recipient", recipient);
    put(json, "orderId", orderId);
    json.put("status", status.wire())
        .put("attempts", attempts)
        .put("createdAt", createdAt.toString());
    put(json, "sentAt", sentAt);
    put(json, "error", error);
    return json;
  }

  private static void put(JsonObject json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }
}
