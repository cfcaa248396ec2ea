package io.ecart.runtime.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a value, so that it can be stored for a repeat of the request.
 *
 * @param status the HTTP status
 * @param headers further headers, content type and length apart
 * @param body JSON text, or null for none
 */
public record Reply(int status, Map<String, String> headers, @Nullable Buffer body) {
  private static final String REPLAYED = "Idempotent-Replayed";

  public static Reply ok(JsonObject body) {
    return new Reply(200, Map.of(), body.toBuffer());
  }

  public static Reply ok(Buffer json) {
    return new Reply(200, Map.of(), json);
  }

  public static Reply created(String location, JsonObject body) {
    return new Reply(201, Map.of("Location", location), body.toBuffer());
  }

  public static Reply accepted(JsonObject body) {
    return new Reply(202, Map.of(), body.toBuffer());
  }

  public static Reply noContent() {
    return new Reply(204, Map.of(), null);
  }

  /** A page: {@code {"items": […], "next": cursor or null}}. */
  public static Reply page(List<JsonObject> items, @Nullable String next) {
    return ok(new JsonObject().put("items", new JsonArray(items)).put("next", next));
  }

  /**
   * A page of a list.
   *
   * @param found the items of the page, and one more if there is a next page
   * @param key of an item, for a {@link Cursor} behind it
   */
  public static <T> Reply page(
      List<T> found, int limit, Function<T, String> key, Function<T, JsonObject> json) {
    boolean more = found.size() > limit;
    List<T> shown = more ? found.subList(0, limit) : found;
    String next = more ? Cursor.of(key.apply(shown.get(limit - 1))).encode() : null;
    return page(shown.stream().map(json).toList(), next);
  }

  /** The same answer with {@code ETag: "version"}. */
  public Reply etag(long version) {
    return header("ETag", "\"" + version + "\"");
  }

  /** The same answer with an {@code ETag} that its content gives, for what keeps no version. */
  public Reply etagOfContent() {
    byte[] content = body == null ? new byte[0] : body.getBytes();
    return header("ETag", "\"" + UUID.nameUUIDFromBytes(content) + "\"");
  }

  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }

  /** For storing. */
  public JsonObject headersJson() {
    JsonObject json = new JsonObject();
    headers.forEach(json::put);
    return json;
  }

  /** What was stored, marked as a repeat. */
  public static Reply replayed(int status, JsonObject headers, @Nullable String body) {
    Map<String, String> all = new LinkedHashMap<>();
    headers.forEach(each -> all.put(each.getKey(), String.valueOf(each.getValue())));
    all.put(REPLAYED, "true");
    return new Reply(status, all, body == null ? null : Buffer.buffer(body));
  }

  /** Whether this was stored, and now answers a repeat. */
  public boolean isReplayed() {
    return headers.containsKey(REPLAYED);
  }
}
