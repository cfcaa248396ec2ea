package io.ecart.product;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a writer says of a product.
 *
 * @param name 1-300 characters
 * @param description any text; empty when none was given
 * @param category never empty
 * @param price at least 0
 * @param status whether it is for sale
 * @param groupId what variants of one article share
 * @param options what tells the variants of a group apart, such as a size
 * @param attributes free names, and values as {@link Attributes} says
 * @param images addresses of pictures, the first being the main one
 */
public record Details(
    String name,
    String description,
    String category,
    Money price,
    ProductStatus status,
    @Nullable String groupId,
    Map<String, String> options,
    Map<String, Object> attributes,
    List<String> images) {

  /** The members of {@code Product} that a writer may send; optional ones only when there. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("name", name)
            .put("description", description)
            .put("category", category)
            .put("price", price.toJson())
            .put("status", status.wire());
    if (groupId != null) {
      json.put("groupId", groupId);
    }
    if (!options.isEmpty()) {
      json.put("options", free(options));
    }
    if (!attributes.isEmpty()) {
      json.put("attributes", free(attributes));
    }
    return images.isEmpty() ? json : json.put("images", new JsonArray(List.copyOf(images)));
  }

  Details at(Money other) {
    return new Details(
        name, description, category, other, status, groupId, options, attributes, images);
  }

  Details with(ProductStatus other) {
    return new Details(
        name, description, category, price, other, groupId, options, attributes, images);
  }

  private static JsonObject free(Map<String, ?> map) {
    JsonObject json = new JsonObject();
    map.forEach(json::put);
    return json;
  }
}
