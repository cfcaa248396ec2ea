package io.ecart.product;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attribute may be: a text, a number or a truth value. JSON keeps which of them it is; CSV
 * has texts only.
 */
public final class Attributes {
  /** What every reader of JSON can hold exactly; a longer number had better be a text. */
  private static final double LIMIT = 1e15;

  private Attributes() {}

  /**
   * The value of an attribute in its one form, so that equal ones are equal however they were
   * written: a {@code String}, a {@code Boolean}, a {@code Long}, or a {@code Double} that is not
   * whole.
   *
   * @return null when it may not be one
   */
  public static @Nullable Object of(@Nullable Object json) {
    if (json instanceof Number number) {
      return of(number.doubleValue());
    }
    return json instanceof String || json instanceof Boolean ? json : null;
  }

  private static @Nullable Object of(double number) {
    if (!(Math.abs(number) < LIMIT)) {
      return null;
    }
    if (number == Math.rint(number)) {
      return (long) number;
    }
    return number;
  }

  /** The plain text of a value, as CSV has it. */
  public static String text(Object value) {
    return value instanceof Double number
        ? BigDecimal.valueOf(number).toPlainString()
        : value.toString();
  }

  /**
   * A patch that has nothing but texts, with the attributes that say what is stored in the kind in
   * which it is stored.
   */
  static JsonObject inKindsOf(Map<String, Object> stored, JsonObject patch) {
    if (!(patch.getValue("attributes") instanceof JsonObject told)) {
      return patch;
    }
    JsonObject kept = told.copy();
    stored.forEach(
        (name, value) -> {
          if (text(value).equals(told.getValue(name))) {
            kept.put(name, value);
          }
        });
    return patch.copy().put("attributes", kept);
  }
}
