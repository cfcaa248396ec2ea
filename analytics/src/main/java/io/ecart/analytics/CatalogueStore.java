package io.ecart.analytics;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The catalogue as the product service tells it. */
public interface CatalogueStore {

  /**
   * A product.
   *
   * @param version an older one never replaces a newer one
   * @param category empty when it has none
   * @param price minor units of {@code currency}
   * @param cost what a unit costs the shop, in minor units; null when the catalogue does not say
   */
  record Product(
      String sku,
      long version,
      String name,
      String category,
      String status,
      String currency,
      long price,
      @Nullable Long cost) {}

  /** Writes products, each sku once. */
  Future<Void> save(SqlConnection transaction, Collection<Product> products);
}
