package io.ecart.testkit;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic.
 *
 * @param topic where it was
 * @param partition the partition of the topic
 * @param offset its place in the partition
 * @param key its key; empty when it has none
 * @param headers the record's headers, as text
 * @param event the value; an empty object for a tombstone, and for what is no JSON object
 * @param text the value as it was; none for a tombstone
 */
public record RecordedEvent(
    String topic,
    int partition,
    long offset,
    String key,
    Map<String, String> headers,
    JsonObject event,
    @Nullable String text) {

  /** The event's type, such as {@code io.ecart.order.placed.v1}; empty when it has none. */
  public String type() {
    return event.getValue("type") instanceof String type ? type : "";
  }

  /** The event's own id; empty when it has none. */
  public String id() {
    return event.getValue("id") instanceof String id ? id : "";
  }

  /** What the event is about; empty when it has no data. */
  public JsonObject data() {
    return event.getValue("data") instanceof JsonObject data ? data : new JsonObject();
  }
}
