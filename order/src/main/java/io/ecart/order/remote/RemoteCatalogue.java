package io.ecart.order.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ecart.order.Catalogue;
import io.ecart.order.Money;
import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.batch.NaturalBatcher.Bounds;
import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The product service over HTTP, behind a short memory that its events keep current: a change is
 * known when its event is, and after {@code fresh} at the latest. While the product service cannot
 * be asked, what was known within the last ten minutes still counts.
 */
public final class RemoteCatalogue implements Catalogue {
  private static final Bounds ASKS = new Bounds(1_000, 4, 20_000);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int PRODUCTS = 50_000;

  /** Skus in one call at most: fifty of the longest fit the line that a server reads. */
  private static final int SKUS = 50;

  private record Known(Product product, long version, long readNanos) {}

  private final ServiceClient product;
  private final long freshNanos;
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(PRODUCTS).expireAfterWrite(KEPT).build();
  private final NaturalBatcher<String, Optional<Product>> asks;

  /**
   * @param fresh how long a product is believed without asking again
   */
  public RemoteCatalogue(ServiceClient product, Duration fresh, MeterRegistry metrics) {
    this.product = product;
    this.freshNanos = fresh.toNanos();
    this.asks = new NaturalBatcher<>("order.catalogue", ASKS, metrics, this::askAll);
  }

  @Override
  public Future<Map<String, Product>> find(Collection<String> skus) {
    Map<String, Product> found = new HashMap<>();
    List<Future<?>> missing = new ArrayList<>();
    for (String sku : skus) {
      Known each = known.getIfPresent(sku);
      if (each != null && System.nanoTime() - each.readNanos() < freshNanos) {
        found.put(sku, each.product());
      } else {
        missing.add(ask(sku, each).onSuccess(fresh -> fresh.ifPresent(p -> found.put(sku, p))));
      }
    }
    return missing.isEmpty()
        ? Future.succeededFuture(found)
        : Future.all(missing).map(all -> found);
  }

  private Future<Optional<Product>> ask(String sku, @Nullable Known stale) {
    Future<Optional<Product>> asked = asks.submit(sku);
    return stale == null ? asked : asked.otherwise(e -> Optional.of(stale.product()));
  }

  private Future<List<Future<Optional<Product>>>> askAll(List<String> batch) {
    List<String> skus = batch.stream().distinct().toList();
    Map<String, Future<Map<String, Product>>> skuToCall = new HashMap<>();
    for (int from = 0; from < skus.size(); from += SKUS) {
      List<String> part = skus.subList(from, Math.min(skus.size(), from + SKUS));
      Future<Map<String, Product>> call = askPart(part);
      part.forEach(sku -> skuToCall.put(sku, call));
    }
    List<Future<Optional<Product>>> outcomes = new ArrayList<>(batch.size());
    for (String sku : batch) {
      Future<Map<String, Product>> call =
          Objects.requireNonNull(skuToCall.get(sku), "every sku is in a part");
      outcomes.add(call.map(products -> Optional.ofNullable(products.get(sku))));
    }
    return Future.join(List.copyOf(skuToCall.values()))
        .transform(joined -> Future.succeededFuture(outcomes));
  }

  private Future<Map<String, Product>> askPart(List<String> skus) {
    String path = "/api/v1/products?availability=none&limit=200&skus=" + String.join(",", skus);
    return product.ask(Ask.get(path).forSeveral().within(TIMEOUT)).map(this::read);
  }

  private Map<String, Product> read(Answer answer) {
    if (!answer.isSuccess()) {
      throw Problem.unavailable("The catalogue cannot be asked right now");
    }
    Map<String, Product> products = new HashMap<>();
    for (Object each : answer.body().getJsonArray("items", new JsonArray())) {
      Product read = remember((JsonObject) each);
      products.put(read.sku(), read);
    }
    return products;
  }

  /**
   * Takes note of a product as an event or an answer tells it; an older one changes nothing.
   *
   * @return the newest that is known
   */
  public Product remember(JsonObject json) {
    JsonObject price = json.getJsonObject("price");
    Product told =
        new Product(
            json.getString("sku"),
            json.getString("name"),
            new Money(price.getLong("amount"), price.getString("currency")),
            json.getString("status", "active"));
    Known fresh = new Known(told, json.getLong("version", 0L), System.nanoTime());
    Known newest =
        known
            .asMap()
            .merge(told.sku(), fresh, (old, now) -> old.version() > now.version() ? old : now);
    return newest.product();
  }
}
