package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.testkit.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RememberingProductStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");
  private static final Product LAMP = Product.first("A-1", details("Lamp"), NOW);

  private final MemoryProductStore inner = new MemoryProductStore();
  private final RememberingProductStore store =
      new RememberingProductStore(inner, Duration.ofMinutes(1));

  @Test
  void aProductIsReadOnce() {
    inner.products.put("A-1", LAMP);

    Await.get(store.find("A-1"));
    Await.get(store.find("A-1"));

    assertEquals(1, inner.reads);
  }

  @Test
  void whatIsNotThereIsAskedForAgain() {
    Await.get(store.find("A-1"));
    inner.products.put("A-1", LAMP);

    assertEquals(Optional.of(LAMP), Await.get(store.find("A-1")));
  }

  @Test
  void whatIsWrittenIsReadAtOnce() {
    inner.products.put("A-1", LAMP);
    Await.get(store.find("A-1"));
    Product changed = LAMP.changed(details("Lantern"), NOW);

    Await.get(store.change(List.of("A-1"), existing -> Decision.of(new Change(LAMP, changed))));

    assertEquals(Optional.of(changed), Await.get(store.find("A-1")));
  }

  @Test
  void aSlowReadDoesNotHideWhatWasWrittenMeanwhile() {
    Promise<Optional<Product>> slow = Promise.promise();
    RememberingProductStore late =
        new RememberingProductStore(new SlowReads(inner, slow.future()), Duration.ofMinutes(1));
    inner.products.put("A-1", LAMP);
    Product changed = LAMP.changed(details("Lantern"), NOW);

    Future<Optional<Product>> reading = late.find("A-1");
    Await.get(late.change(List.of("A-1"), existing -> Decision.of(new Change(LAMP, changed))));
    slow.complete(Optional.of(LAMP));
    Await.get(reading);

    assertEquals(Optional.of(changed), Await.get(late.find("A-1")));
  }

  private static Details details(String name) {
    return new Details(
        name,
        "",
        "Lights",
        new Money(1, "EUR"),
        ProductStatus.ACTIVE,
        null,
        Map.of(),
        Map.of(),
        List.of());
  }

  /** Reads that take as long as a test wants. */
  private record SlowReads(ProductStore inner, Future<Optional<Product>> read)
      implements ProductStore {

    @Override
    public Future<Optional<Product>> find(String sku) {
      return read;
    }

    @Override
    public <T> Future<T> change(
        Collection<String> skus, Function<Map<String, Product>, Decision<T>> decide) {
      return inner.change(skus, decide);
    }

    @Override
    public Future<Reply> once(
        IdempotencyKey key,
        String sku,
        Function<Map<String, Product>, Decision<Product>> decide,
        Function<Product, Reply> answer) {
      return inner.once(key, sku, decide, answer);
    }
  }
}
