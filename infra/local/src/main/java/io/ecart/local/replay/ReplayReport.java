package io.ecart.local.replay;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a replay did and how its checks turned out.
 *
 * @param json everything, in English names with their unit
 * @param ok whether all rows are accounted for, every step was carried out and every check holds
 */
public record ReplayReport(JsonObject json, boolean ok) {
  private static final int SHOWN = 20;

  /** Counts by what was counted, the most frequent first. */
  static JsonObject json(Tally<?> tally) {
    JsonObject json = new JsonObject();
    tally.sorted().forEach(json::put);
    return json;
  }

  /** For a person. */
  public String text() {
    StringBuilder text = new StringBuilder("\n");
    for (String part : List.of("file", "catalogue", "rows", "orders", "stock", "speed")) {
      text.append(part).append('\n');
      append(text, json.getJsonObject(part), "  ");
    }
    text.append("checks\n");
    JsonArray checks = json.getJsonArray("checks");
    for (int i = 0; i < checks.size(); i++) {
      append(text, checks.getJsonObject(i));
    }
    return text.append(ok ? "Everything holds." : "NOT everything holds.").toString();
  }

  private static void append(StringBuilder text, JsonObject object, String indent) {
    for (Map.Entry<String, Object> each : object) {
      if (each.getValue() instanceof JsonObject inner) {
        if (!inner.isEmpty()) {
          text.append(indent).append(each.getKey()).append('\n');
          append(text, inner, indent + "    ");
        }
      } else {
        text.append(indent)
            .append(String.format("%-" + (66 - indent.length()) + "s", each.getKey()))
            .append(value(each.getValue()))
            .append('\n');
      }
    }
  }

  private static String value(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return String.format(Locale.ROOT, "%,12.0f", Double.valueOf(value.toString()));
    }
    return value instanceof Number number
        ? String.format(Locale.ROOT, "%,12.1f", number.doubleValue())
        : "  " + value;
  }

  private static void append(StringBuilder text, JsonObject check) {
    JsonArray differences = check.getJsonArray("differences");
    text.append(check.getBoolean("holds") ? "  holds  " : "  FAILS  ")
        .append(check.getString("name"))
        .append(" (")
        .append(check.getInteger("skus"))
        .append(" skus, ")
        .append(check.getDouble("seconds"))
        .append(" s)\n");
    differences.stream()
        .limit(SHOWN)
        .forEach(each -> text.append("    ").append(each).append('\n'));
    if (differences.size() > SHOWN) {
      text.append("    and ").append(differences.size() - SHOWN).append(" more\n");
    }
  }
}
