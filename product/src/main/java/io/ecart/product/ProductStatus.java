package io.ecart.product;

import java.util.Locale;

/** Whether a product is for sale. */
public enum ProductStatus {
  /** On sale, and the only status that the public finds in lists. */
  ACTIVE,
  /** Being prepared; only staff see it. */
  DRAFT,
  /** No longer on sale; kept, because orders name it. */
  ARCHIVED;

  /** As in JSON, in CSV and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ProductStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
