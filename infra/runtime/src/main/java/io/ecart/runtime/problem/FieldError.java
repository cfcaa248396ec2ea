package io.ecart.runtime.problem;

import io.vertx.core.json.JsonObject;

/**
 * One offending field.
 *
 * @param pointer JSON pointer into the body ({@code /lines/0/sku}), or {@code ?name} for a query
 *     parameter, or the name of a header
 * @param code what is wrong: {@code required type range length format choice unknown …}
 * @param detail the same for a human
 * @param extra further members, such as {@code requested} and {@code available} of a short line
 */
public record FieldError(String pointer, String code, String detail, JsonObject extra) {

  public FieldError(String pointer, String code, String detail) {
    this(pointer, code, detail, new JsonObject());
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("pointer", pointer)
        .put("code", code)
        .put("detail", detail)
        .mergeIn(extra);
  }
}
