package io.ecart.product;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a moment the products that were read. What this instance wrote is seen at once;
 * what another one wrote, when the moment is over. Writes never look here: they compare versions in
 * the store itself.
 */
public final class RememberingProductStore implements ProductStore {
  private static final long REMEMBERED = 20_000;

  private final ProductStore store;
  private final Cache<String, Product> products;

  /**
   * @param moment how long a product is remembered
   */
  public RememberingProductStore(ProductStore store, Duration moment) {
    this.store = store;
    this.products = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(moment).build();
  }

  @Override
  public Future<Optional<Product>> find(String sku) {
    Product known = products.getIfPresent(sku);
    return known != null
        ? Future.succeededFuture(Optional.of(known))
        : store.find(sku).map(found -> found.map(this::remember));
  }

  @Override
  public <T> Future<T> change(
      Collection<String> skus, Function<Map<String, Product>, Decision<T>> decide) {
    List<Change> changes = new ArrayList<>();
    return store
        .change(skus, existing -> noted(decide.apply(existing), changes))
        .map(result -> remembering(changes, result));
  }

  @Override
  public Future<Reply> once(
      @Nullable IdempotencyKey key,
      String sku,
      Function<Map<String, Product>, Decision<Product>> decide,
      Function<Product, Reply> answer) {
    List<Change> changes = new ArrayList<>();
    return store
        .once(key, sku, existing -> noted(decide.apply(existing), changes), answer)
        .map(result -> remembering(changes, result));
  }

  /** A decision may be taken anew; the last one counts. */
  private static <T> Decision<T> noted(Decision<T> decision, List<Change> changes) {
    changes.clear();
    changes.addAll(decision.changes());
    return decision;
  }

  private <T> T remembering(List<Change> changes, T result) {
    changes.forEach(change -> remember(change.after()));
    return result;
  }

  /** The newer of this and what is remembered: a slow read must not hide what was written. */
  private Product remember(Product product) {
    return Objects.requireNonNull(
        products
            .asMap()
            .merge(
                product.sku(),
                product,
                (old, young) -> young.version() < old.version() ? old : young));
  }
}
