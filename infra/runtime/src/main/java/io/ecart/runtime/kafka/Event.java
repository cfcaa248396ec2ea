package io.ecart.runtime.kafka;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ecart.runtime.observe.Trace;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 event.
 *
 * @param id unique; consumers take an event once by it
 * @param type {@code io.ecart.<noun>.<past tense>.v1}
 * @param source the service that tells it
 * @param subject the id of what it is about, and its Kafka key
 * @param time when it happened
 * @param traceparent the trace it belongs to
 * @param data what happened
 */
public record Event(
    String id,
    String type,
    String source,
    String subject,
    Instant time,
    @Nullable String traceparent,
    JsonObject data) {
  private static final String SPEC = "1.0";
  private static final String PREFIX = "io.ecart.";
  private static final String VERSION = ".v1";
  private static final String TRACEPARENT = "\"traceparent\":\"";
  private static final int TRACEPARENT_LENGTH = 55;

  /** A new event of the current trace; {@code name} as in {@code order.placed}. */
  public static Event of(
      String service, String name, String subject, Instant time, JsonObject data) {
    return new Event(
        UuidCreator.getTimeOrderedEpoch().toString(),
        PREFIX + name + VERSION,
        "/" + service,
        subject,
        time,
        Trace.current().traceparent(),
        data);
  }

  /** The type without prefix and version: {@code order.placed}. */
  public String name() {
    boolean ours = type.startsWith(PREFIX) && type.endsWith(VERSION);
    return ours ? type.substring(PREFIX.length(), type.length() - VERSION.length()) : type;
  }

  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("specversion", SPEC)
            .put("id", id)
            .put("type", type)
            .put("source", source)
            .put("subject", subject)
            .put("time", time.toString())
            .put("datacontenttype", "application/json");
    if (traceparent != null) {
      json.put("traceparent", traceparent);
    }
    return json.put("data", data);
  }

  /**
   * Reads the structured JSON form.
   *
   * @throws IllegalArgumentException when there is nothing to read, a required attribute is
   *     missing, or the event is of a newer version than is known here
   */
  public static Event parse(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("The record has no value, so it is no event");
    }
    JsonObject json = new JsonObject(text);
    if (!SPEC.equals(json.getValue("specversion", SPEC))) {
      throw new IllegalArgumentException("The event is not of CloudEvents " + SPEC);
    }
    return new Event(
        required(json, "id"),
        known(required(json, "type")),
        required(json, "source"),
        required(json, "subject"),
        Instant.parse(required(json, "time")),
        json.getString("traceparent"),
        json.getJsonObject("data", new JsonObject()));
  }

  /** The traceparent in an event's JSON, found without reading all of it. */
  static @Nullable String traceparentIn(String json) {
    int name = json.indexOf(TRACEPARENT);
    int begin = name + TRACEPARENT.length();
    return name < 0 || json.length() < begin + TRACEPARENT_LENGTH
        ? null
        : json.substring(begin, begin + TRACEPARENT_LENGTH);
  }

  /** What a newer service means by an event is not to be guessed, nor passed over in silence. */
  private static String known(String type) {
    if (type.startsWith(PREFIX) && !type.endsWith(VERSION)) {
      throw new IllegalArgumentException(
          "The event "
              + type
              + " is of a newer version than this service knows: update it, then replay");
    }
    return type;
  }

  private static String required(JsonObject json, String name) {
    if (json.getValue(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException("The event has no " + name);
  }
}
