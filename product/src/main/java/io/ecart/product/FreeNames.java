package io.ecart.product;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of options and attributes, which writers choose. Blanks around them count for nothing:
 * nobody sees them, and the header of a CSV file cannot hold them.
 */
final class FreeNames {
  private static final List<String> MEMBERS = List.of("options", "attributes");

  private FreeNames() {}

  /** A name as it counts. */
  static String plain(String name) {
    return name.strip();
  }

  /** The same JSON with plain names; of two that differ in blanks only the last one counts. */
  static JsonObject stripped(JsonObject json) {
    if (MEMBERS.stream().noneMatch(member -> hasBlanks(json.getValue(member)))) {
      return json;
    }
    JsonObject result = json.copy();
    for (String member : MEMBERS) {
      if (json.getValue(member) instanceof JsonObject free) {
        JsonObject plain = new JsonObject();
        free.forEach(each -> plain.put(plain(each.getKey()), each.getValue()));
        result.put(member, plain);
      }
    }
    return result;
  }

  private static boolean hasBlanks(@Nullable Object member) {
    return member instanceof JsonObject free
        && free.fieldNames().stream().anyMatch(name -> !name.equals(plain(name)));
  }
}
