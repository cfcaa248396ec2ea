package io.ecart.order;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** What the shop sells, as the product service tells it. */
public interface Catalogue {

  /**
   * A product as far as an order needs it.
   *
   * @param name at this moment
   * @param price of one unit, at this moment
   * @param status {@code active draft archived}
   */
  record Product(String sku, String name, Money price, String status) {
    public boolean isActive() {
      return status.equals("active");
    }
  }

  /**
   * @return the products by sku, without those that do not exist; fails with {@code unavailable}
   *     when the catalogue cannot be asked
   */
  Future<Map<String, Product>> find(Collection<String> skus);
}
