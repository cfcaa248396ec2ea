package io.ecart.product;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * A product of the catalogue.
 *
 * @param sku its id: 1-64 of {@code A-Z a-z 0-9 . _ -}
 * @param details what its writers said
 * @param version 1 at first, one more with every change; the ETag
 * @param createdAt when it came to be
 * @param updatedAt when it last changed
 */
public record Product(
    String sku, Details details, long version, Instant createdAt, Instant updatedAt) {

  /** What reading gives and a writer does not decide; when it is sent back it is not looked at. */
  public static final List<String> READ_ONLY =
      List.of("version", "createdAt", "updatedAt", "availability");

  static Product first(String sku, Details details, Instant now) {
    return new Product(sku, details, 1, now, now);
  }

  /** The same product with other details; itself when they are the same. */
  Product changed(Details other, Instant now) {
    return other.equals(details)
        ? this
        : new Product(sku, other, version + 1, createdAt, now.isAfter(updatedAt) ? now : updatedAt);
  }

  /** {@code Product} of the contract, without {@code availability}. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("sku", sku)
        .mergeIn(details.toJson())
        .put("version", version)
        .put("createdAt", createdAt.toString())
        .put("updatedAt", updatedAt.toString());
  }
}
