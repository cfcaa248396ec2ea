package io.ecart.product;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where products are kept. */
public interface ProductStore {

  Future<Optional<Product>> find(String sku);

  /**
   * Changes products in one transaction, with the events that tell of it.
   *
   * @param skus the products that may change; they are locked
   * @param decide sees those that exist; may run again when another writer was faster; a {@code
   *     Problem} that it throws leaves all as it was
   */
  <T> Future<T> change(Collection<String> skus, Function<Map<String, Product>, Decision<T>> decide);

  /**
   * Like {@link #change}, once per key.
   *
   * @param key null for a request without one
   * @param answer what is stored with the key
   */
  Future<Reply> once(
      @Nullable IdempotencyKey key,
      String sku,
      Function<Map<String, Product>, Decision<Product>> decide,
      Function<Product, Reply> answer);
}
