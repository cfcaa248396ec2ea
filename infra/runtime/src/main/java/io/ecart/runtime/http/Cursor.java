package io.ecart.runtime.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of a list ends: the sort keys of its last item, opaque to clients.
 *
 * @param keys in the order of the sort, at least one
 */
public record Cursor(List<String> keys) {

  public Cursor {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.stream().anyMatch(key -> key.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("A cursor has keys, and none with the character NUL");
    }
  }

  public static Cursor of(String... keys) {
    return new Cursor(List.of(keys));
  }

  public String encode() {
    byte[] json = new JsonArray(keys).encode().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /**
   * @throws IllegalArgumentException when the text is not a cursor
   */
  public static Cursor decode(String text) {
    try {
      String json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      return new Cursor(new JsonArray(json).stream().map(String::valueOf).toList());
    } catch (DecodeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public String key(int index) {
    if (index >= keys.size()) {
      throw new IllegalArgumentException("The cursor has too few keys");
    }
    return keys.get(index);
  }
}
