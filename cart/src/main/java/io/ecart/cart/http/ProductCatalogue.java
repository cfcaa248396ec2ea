package io.ecart.cart.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ecart.cart.Catalogue;
import io.ecart.cart.Listing;
import io.ecart.cart.Listing.Stock;
import io.ecart.cart.Money;
import io.ecart.cart.Offer;
import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks the product service, a page of skus at a time, and remembers the answers for a short while;
 * what one cart has asked for and not yet heard, others wait for too.
 */
public final class ProductCatalogue implements Catalogue {
  /** So that the longest request line stays below the usual limit of 4 KiB. */
  private static final int PAGE = 40;

  private static final int MAX_CACHED = 50_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final long GLANCE_MS = 500;
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final ServiceClient products;
  private final Cache<String, Listing> known;
  private final Map<String, Future<Map<String, Listing>>> asking = new HashMap<>();
  private long glanceAgainAt = System.nanoTime();

  /**
   * @param products a client of the product service
   * @param freshFor how long an answer is used
   */
  public ProductCatalogue(ServiceClient products, Duration freshFor) {
    this.products = products;
    this.known = Caffeine.newBuilder().expireAfterWrite(freshFor).maximumSize(MAX_CACHED).build();
  }

  @Override
  public Future<Map<String, Listing>> find(Collection<String> skus) {
    Map<String, Listing> found = new HashMap<>(known.getAllPresent(skus));
    List<String> missing = skus.stream().filter(sku -> !found.containsKey(sku)).toList();
    if (missing.isEmpty()) {
      return Future.succeededFuture(found);
    }
    return Future.all(pagesOf(missing))
        .map(
            all -> {
              all.<Map<String, Listing>>list().forEach(found::putAll);
              return found;
            });
  }

  /** After a failure it does not ask again for a moment, so that most callers need not wait. */
  @Override
  public Future<Map<String, Listing>> glance(Collection<String> skus) {
    if (System.nanoTime() - glanceAgainAt < 0) {
      return Problem.unavailable("The catalogue cannot be asked").future();
    }
    return find(skus)
        .timeout(GLANCE_MS, TimeUnit.MILLISECONDS)
        .onFailure(e -> glanceAgainAt = System.nanoTime() + PAUSE_NANOS);
  }

  /** Neither is what is being asked: it may have been answered before. */
  @Override
  public void forget(String sku) {
    known.invalidate(sku);
    asking.remove(sku);
  }

  /** The answers that will hold these skus: those under way already, and new ones for the rest. */
  private List<Future<Map<String, Listing>>> pagesOf(List<String> skus) {
    Set<Future<Map<String, Listing>>> pages = Collections.newSetFromMap(new IdentityHashMap<>());
    List<String> rest = new ArrayList<>();
    for (String sku : skus) {
      Future<Map<String, Listing>> page = asking.get(sku);
      if (page == null) {
        rest.add(sku);
      } else {
        pages.add(page);
      }
    }
    for (int from = 0; from < rest.size(); from += PAGE) {
      pages.add(ask(rest.subList(from, Math.min(rest.size(), from + PAGE))));
    }
    return List.copyOf(pages);
  }

  private Future<Map<String, Listing>> ask(List<String> skus) {
    String path = "/api/v1/products?limit=" + PAGE + "&skus=" + String.join(",", skus);
    Future<Map<String, Listing>> page =
        products.ask(Ask.get(path).forSeveral().within(TIMEOUT)).compose(ProductCatalogue::read);
    skus.forEach(sku -> asking.put(sku, page));
    return page.onComplete(
        answered -> {
          if (answered.succeeded()) {
            remember(page, answered.result());
          }
          skus.forEach(sku -> asking.remove(sku, page));
        });
  }

  /** But for what was forgotten while it was asked. */
  private void remember(Future<Map<String, Listing>> page, Map<String, Listing> listings) {
    listings.forEach(
        (sku, listing) -> {
          if (asking.get(sku) == page) {
            known.put(sku, listing);
          }
        });
  }

  private static Future<Map<String, Listing>> read(Answer answer) {
    if (!answer.isSuccess()) {
      return Problem.unavailable("The catalogue answered " + answer.status()).future();
    }
    JsonArray items = answer.body().getJsonArray("items", new JsonArray());
    Map<String, Listing> listings = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      JsonObject product = items.getJsonObject(i);
      listings.put(product.getString("sku"), listing(product));
    }
    return Future.succeededFuture(listings);
  }

  private static Listing listing(JsonObject product) {
    JsonObject price = product.getJsonObject("price");
    Money money = new Money(price.getLong("amount"), price.getString("currency"));
    JsonObject availability = product.getJsonObject("availability", new JsonObject());
    return new Listing(
        new Offer(product.getString("name"), money),
        "active".equals(product.getString("status")),
        stock(availability.getString("status", "unknown")),
        availability.getLong("available", 0L));
  }

  /** A status that came up after this was written says nothing here. */
  private static Stock stock(String status) {
    try {
      return Stock.valueOf(status.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Stock.UNKNOWN;
    }
  }
}
