package io.ecart.product;

import io.vertx.core.json.JsonObject;

/**
 * A category.
 *
 * @param name as products name it
 * @param count active products in it
 */
public record Category(String name, long count) {

  public JsonObject toJson() {
    return new JsonObject().put("name", name).put("count", count);
  }
}
