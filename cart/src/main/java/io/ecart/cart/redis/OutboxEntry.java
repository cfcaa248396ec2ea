package io.ecart.cart.redis;

import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One event of the outbox.
 *
 * @param id its place in the stream, {@code <ms>-<number>}
 * @param event what is told
 */
record OutboxEntry(String id, Event event) {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** Reads an entry as {@code XRANGE} gives it: its id, then names and values in turn. */
  static OutboxEntry read(Response entry) {
    String id = entry.get(0).toString();
    Response values = entry.get(1);
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i + 1 < values.size(); i += 2) {
      fields.put(values.get(i).toString(), values.get(i + 1).toString());
    }
    return new OutboxEntry(id, event(id, fields));
  }

  private static Event event(String id, Map<String, String> fields) {
    String cart = fields.getOrDefault("cart", "");
    String data = fields.getOrDefault("data", "{}");
    return new Event(
        eventId(id, cart + data).toString(),
        "io.ecart." + fields.get("name") + ".v1",
        "/cart",
        cart,
        Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault("time", "0"))),
        fields.get("trace"),
        new JsonObject(data));
  }

  /** The smallest id behind this one. */
  String next() {
    int dash = id.indexOf('-');
    return id.substring(0, dash + 1) + (Long.parseLong(id.substring(dash + 1)) + 1);
  }

  /** A UUIDv7 that is the same however often the entry is published: consumers know it by that. */
  private static UUID eventId(String id, String content) {
    ByteBuffer hash = ByteBuffer.wrap(sha256(id + content));
    long ms = Long.parseLong(id.substring(0, id.indexOf('-')));
    long high = ms << 16 | VERSION_7 | (hash.getLong() & 0xfff);
    return new UUID(high, VARIANT | hash.getLong() >>> 2);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
