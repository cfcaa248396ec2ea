package io.ecart.notification;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants to be told, and how.
 *
 * @param channels the channels of an event, such as {@code order.placed}; events that are missing
 *     go the shop's way
 * @param quietHours when messages are not welcome
 * @param locale the language; null for the shop's
 * @param version 0 while nothing was ever said
 * @param updatedAt when it was last changed; null while nothing was ever said
 */
public record Preferences(
    String customerId,
    Map<String, Set<Channel>> channels,
    @Nullable QuietHours quietHours,
    @Nullable String locale,
    long version,
    @Nullable Instant updatedAt) {

  /** What holds for a customer who said nothing. */
  public static Preferences none(String customerId) {
    return new Preferences(customerId, Map.of(), null, null, 0, null);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("customerId", customerId)
        .put("channels", channelsJson())
        .put("quietHours", quietHours == null ? null : quietHours.toJson())
        .put("locale", locale)
        .put("version", version)
        .put("updatedAt", updatedAt == null ? null : updatedAt.toString());
  }

  /** Such as {@code {"order.placed": ["email", "sms"]}}. */
  public JsonObject channelsJson() {
    JsonObject json = new JsonObject();
    new TreeMap<>(channels)
        .forEach(
            (event, wanted) ->
                json.put(
                    event, new JsonArray(wanted.stream().map(Channel::wire).sorted().toList())));
    return json;
  }
}
