package io.ecart.product;

import java.util.Arrays;
import java.util.Optional;

/** The orders of a list; the sku decides between equals, so that every order is total. */
public enum ProductSort {
  /** Best match first; without a search text, by sku. */
  RELEVANCE("relevance"),
  NAME("name"),
  PRICE("price"),
  PRICE_DOWN("-price"),
  NEWEST("-createdAt"),
  /** For exports. */
  SKU("sku");

  private final String wire;

  ProductSort(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static Optional<ProductSort> of(String wire) {
    return Arrays.stream(values()).filter(sort -> sort.wire.equals(wire)).findFirst();
  }
}
