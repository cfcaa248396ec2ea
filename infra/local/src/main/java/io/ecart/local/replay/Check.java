package io.ecart.local.replay;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * How one thing that must hold turned out.
 *
 * @param name what must hold
 * @param skus how many skus were held against it
 * @param differences one text per sku that differs; empty when it holds
 * @param seconds how long it took until it held, or was given up
 */
record Check(String name, int skus, List<String> differences, double seconds) {
  Check {
    differences = List.copyOf(differences);
  }

  boolean holds() {
    return differences.isEmpty();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("name", name)
        .put("holds", holds())
        .put("skus", skus)
        .put("seconds", Math.round(seconds * 10) / 10.0)
        .put("differences", new JsonArray(differences));
  }
}
