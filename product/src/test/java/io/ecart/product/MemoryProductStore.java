package io.ecart.product;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Products in memory, and what was told of them. */
final class MemoryProductStore implements ProductStore, Catalogue {
  final Map<String, Product> products = new HashMap<>();
  final List<Change> changes = new java.util.ArrayList<>();
  int reads;

  @Override
  public Future<Optional<Product>> find(String sku) {
    reads++;
    return Future.succeededFuture(Optional.ofNullable(products.get(sku)));
  }

  @Override
  public <T> Future<T> change(
      Collection<String> skus, Function<Map<String, Product>, Decision<T>> decide) {
    Map<String, Product> existing = new HashMap<>(products);
    existing.keySet().retainAll(skus);
    try {
      Decision<T> decision = decide.apply(existing);
      decision.changes().forEach(change -> products.put(change.after().sku(), change.after()));
      changes.addAll(decision.changes());
      return Future.succeededFuture(decision.result());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  @Override
  public Future<Reply> once(
      IdempotencyKey key,
      String sku,
      Function<Map<String, Product>, Decision<Product>> decide,
      Function<Product, Reply> answer) {
    return change(List.of(sku), decide).map(answer);
  }

  @Override
  public Future<Page> list(ProductQuery query) {
    return Future.succeededFuture(new Page(List.copyOf(products.values()), null));
  }

  @Override
  public Future<List<Category>> categories(String after, int limit) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Names> names(int limit) {
    return Future.succeededFuture(new Names(List.of(), List.of()));
  }
}
