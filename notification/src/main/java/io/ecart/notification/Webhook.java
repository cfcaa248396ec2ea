package io.ecart.notification;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A URL that is told of events.
 *
 * @param url http or https
 * @param events names such as {@code order.placed}, or {@code *} for all
 * @param secret the signing key in Base64, with or without {@code whsec_}
 */
public record Webhook(UUID id, String url, List<String> events, String secret, Instant createdAt) {
  /** Stands for every event. */
  public static final String ALL = "*";

  public boolean wants(String event) {
    return events.contains(event) || events.contains(ALL);
  }

  /** Without the secret, which is told only once. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("url", url)
        .put("events", new JsonArray(events))
        .put("createdAt", createdAt.toString());
  }

  @Override
  public String toString() {
    return "Webhook[" + id + " " + url + "]";
  }
}
