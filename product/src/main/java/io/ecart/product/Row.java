package io.ecart.product;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** One row of an import: what it says, or why it cannot be read. */
public sealed interface Row {

  /**
   * What a row says of one product.
   *
   * @param line where it begins, counted from 1
   * @param sku of the product
   * @param patch a merge patch: what the row does not mention stays as it is
   * @param textsOnly whether the format cannot say of an attribute what kind of value it is
   */
  record Patch(long line, String sku, JsonObject patch, boolean textsOnly) implements Row {}

  /**
   * A row that cannot be taken.
   *
   * @param line where it begins, counted from 1
   * @param sku of the product, as far as it can be told
   * @param pointer the field, as {@code /price}; null when it is the whole row
   * @param code what is wrong
   * @param detail the same for a human
   */
  record Fault(
      long line, @Nullable String sku, @Nullable String pointer, String code, String detail)
      implements Row {

    public JsonObject toJson() {
      JsonObject json = new JsonObject().put("line", line).put("sku", sku);
      if (pointer != null) {
        json.put("pointer", pointer);
      }
      return json.put("code", code).put("detail", detail);
    }
  }
}
