package io.ecart.product;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** JSON Merge Patch, RFC 7396. */
public final class MergePatch {
  private MergePatch() {}

  /** The target with the patch applied; null takes a member away. Neither argument is changed. */
  public static JsonObject apply(JsonObject target, JsonObject patch) {
    JsonObject result = target.copy();
    for (Map.Entry<String, Object> each : patch) {
      String name = each.getKey();
      Object value = each.getValue();
      if (value == null) {
        result.remove(name);
      } else if (value instanceof JsonObject inner) {
        boolean merges = result.getValue(name) instanceof JsonObject;
        result.put(name, apply(merges ? result.getJsonObject(name) : new JsonObject(), inner));
      } else {
        result.put(name, value);
      }
    }
    return result;
  }
}
