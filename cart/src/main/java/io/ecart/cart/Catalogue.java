package io.ecart.cart;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** The products of the shop, as another service knows them. */
public interface Catalogue {

  /**
   * Looks products up and waits for the answer.
   *
   * @return those that exist, by sku; fails with {@code unavailable} when they cannot be asked for
   */
  Future<Map<String, Listing>> find(Collection<String> skus);

  /** Like {@link #find}, but rather fails than keeps its caller waiting. */
  Future<Map<String, Listing>> glance(Collection<String> skus);

  /** What is remembered of a product is no longer true. */
  void forget(String sku);
}
