package io.ecart.inventory;

import io.ecart.runtime.http.Fields;
import io.vertx.core.json.JsonObject;

/**
 * Two records of one number that do not agree.
 *
 * @param source whose number is expected
 * @param field which number of the level, such as {@code onHand}; {@code room}, {@code low}
 *     or {@code backorder} for hot counts
 * @param expected what the source says
 * @param actual what the level says; for hot counts what Redis says
 */
public record Drift(Source source, Place place, String field, long expected, long actual) {

  /** What the levels are held against. */
  public enum Source {
    /** The sum of all movements. */
    LEDGER,
    /** The holds that are open. */
    HOLDS,
    /** What order says of its open orders. */
    ORDERS,
    /** The hot counts, which are held against the levels. */
    COUNTS
  }

  /** Whether both are about the same number and the same source. */
  public boolean isAbout(Drift other) {
    return source == other.source && place.equals(other.place) && field.equals(other.field);
  }

  public long units() {
    return Math.abs(expected - actual);
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("source", Fields.wire(source))
        .put("sku", place.sku())
        .put("location", place.location())
        .put("field", field)
        .put("expected", expected)
        .put("actual", actual);
  }
}
