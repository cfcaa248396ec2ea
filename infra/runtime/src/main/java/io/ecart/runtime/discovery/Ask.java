package io.ecart.runtime.discovery;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to another service.
 *
 * @param method the HTTP method
 * @param path path and query
 * @param body JSON, or null for none
 * @param headers further headers; {@code Authorization} stands for the caller instead of the
 *     service itself, or for nobody when it is empty
 * @param idempotent whether it may be sent again when its outcome is not known
 * @param timeout how long all tries together may take
 * @param shared whether several requests wait for the answer
 */
public record Ask(
    HttpMethod method,
    String path,
    @Nullable JsonObject body,
    Map<String, String> headers,
    boolean idempotent,
    Duration timeout,
    boolean shared) {
  /** Comes with what was sent before, and may have been done: its answer was lost. */
  public static final String AGAIN = "X-Sent-Again";

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  public static Ask get(String path) {
    return new Ask(HttpMethod.GET, path, null, Map.of(), true, TIMEOUT, false);
  }

  public static Ask post(String path, JsonObject body) {
    return new Ask(HttpMethod.POST, path, body, Map.of(), false, TIMEOUT, false);
  }

  public Ask header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Ask(method, path, body, more, idempotent, timeout, shared);
  }

  /** The request as it is sent the first time, or another time. */
  Ask at(int tries) {
    return tries == 1 ? this : header(AGAIN, "true");
  }

  /** Passes a caller's own token on instead of the service's. */
  public Ask onBehalfOf(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** Asks as anybody could, without any token: for what is public, and cheaper for that. */
  public Ask anonymously() {
    return header("Authorization", "");
  }

  /** With a key the receiver does it once, so it may be sent again. */
  public Ask idempotencyKey(String key) {
    return header("Idempotency-Key", key).repeatable();
  }

  /** For a POST that changes nothing when it comes twice. */
  public Ask repeatable() {
    return new Ask(method, path, body, headers, true, timeout, shared);
  }

  public Ask within(Duration limit) {
    return new Ask(method, path, body, headers, idempotent, limit, shared);
  }

  /** For several requests at once: the deadline of the one that happens to ask does not count. */
  public Ask forSeveral() {
    return new Ask(method, path, body, headers, idempotent, timeout, true);
  }
}
