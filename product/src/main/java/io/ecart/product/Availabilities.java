package io.ecart.product;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.batch.NaturalBatcher.Bounds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether products can be had, and never fails nor waits long for it: from inventory's last
 * answer while it is fresh, else from inventory, else from what its events told last, else {@code
 * unknown}. Used from one event loop only.
 */
public final class Availabilities {
  private static final Bounds BOUNDS = new Bounds(200, 2, 20_000);
  private static final long REMEMBERED_SKUS = 100_000;

  /** After a failure inventory is left alone for a while, so that few have to wait for it. */
  private static final long PAUSE_MS = 1_000;

  private final StockSource inventory;
  private final StockSource lastKnown;
  private final Clock clock;
  private final Cache<String, Availability> remembered;
  private final NaturalBatcher<String, Availability> singles;
  private final Counter fallbacks;
  private final Counter unknowns;

  /** What is being asked for and will be remembered, of each call under way. */
  private final List<Set<String>> underWay = new ArrayList<>();

  private boolean away;
  private long askAgainMs;

  /**
   * @param inventory asked first; fails when it takes too long
   * @param lastKnown asked when inventory cannot be
   * @param fresh how long an answer of inventory is used again
   */
  public Availabilities(
      StockSource inventory,
      StockSource lastKnown,
      Duration fresh,
      Clock clock,
      MeterRegistry metrics) {
    this.inventory = inventory;
    this.lastKnown = lastKnown;
    this.clock = clock;
    this.remembered =
        Caffeine.newBuilder().maximumSize(REMEMBERED_SKUS).expireAfterWrite(fresh).build();
    this.singles = new NaturalBatcher<>("availability", BOUNDS, metrics, this::each);
    this.fallbacks = metrics.counter("availability.fallback", "to", "events");
    this.unknowns = metrics.counter("availability.fallback", "to", "unknown");
  }

  /** Of one product; those that are asked for at the same time share a call. */
  public Future<Availability> of(String sku) {
    Availability known = remembered.getIfPresent(sku);
    return known != null
        ? Future.succeededFuture(known)
        : singles.submit(sku).otherwise(Availability.UNKNOWN);
  }

  /** Of up to 200 products, by sku; every one has an entry. */
  public Future<Map<String, Availability>> of(Collection<String> skus) {
    Map<String, Availability> found = new HashMap<>(remembered.getAllPresent(skus));
    Set<String> missing = new HashSet<>(skus);
    missing.removeAll(found.keySet());
    if (missing.isEmpty()) {
      return Future.succeededFuture(found);
    }
    return ask(missing)
        .map(
            answers -> {
              found.putAll(answers);
              return found;
            });
  }

  /** Of a product that is just coming to be: its stock will come next, so nothing is remembered. */
  public Future<Availability> ofNew(String sku) {
    return of(sku)
        .map(
            availability -> {
              forget(Set.of(sku));
              return availability;
            });
  }

  /** Says that the stock of these changed; answers that are still on their way may be too old. */
  public void forget(Collection<String> skus) {
    remembered.invalidateAll(skus);
    underWay.forEach(asked -> skus.forEach(asked::remove));
  }

  private Future<List<Future<Availability>>> each(List<String> skus) {
    return of(new HashSet<>(skus))
        .map(
            bySku -> {
              List<Future<Availability>> each = new ArrayList<>(skus.size());
              skus.forEach(sku -> each.add(Future.succeededFuture(bySku.get(sku))));
              return each;
            });
  }

  private Future<Map<String, Availability>> ask(Set<String> skus) {
    Future<Map<String, Availability>> answers = mayAsk() ? askInventory(skus) : fallBack(skus);
    return answers.map(known -> complete(skus, known));
  }

  /** While inventory is away, one call at a time finds out whether it is back. */
  private boolean mayAsk() {
    long nowMs = clock.millis();
    if (away && nowMs < askAgainMs) {
      return false;
    }
    askAgainMs = nowMs + PAUSE_MS;
    return true;
  }

  private Future<Map<String, Availability>> askInventory(Set<String> skus) {
    Set<String> unchanged = new HashSet<>(skus);
    underWay.add(unchanged);
    return inventory
        .ask(skus)
        .andThen(asked -> underWay.removeIf(each -> each == unchanged))
        .map(
            answers -> {
              away = false;
              remember(answers, unchanged);
              return answers;
            })
        .recover(
            failure -> {
              away = true;
              return fallBack(skus);
            });
  }

  private void remember(Map<String, Availability> answers, Set<String> unchanged) {
    answers.forEach(
        (sku, availability) -> {
          if (unchanged.contains(sku)) {
            remembered.put(sku, availability);
          }
        });
  }

  private Future<Map<String, Availability>> fallBack(Set<String> skus) {
    return lastKnown
        .ask(skus)
        .otherwise(Map.of())
        .map(
            answers -> {
              fallbacks.increment(answers.size());
              return answers;
            });
  }

  private Map<String, Availability> complete(Set<String> skus, Map<String, Availability> answers) {
    Map<String, Availability> all = new HashMap<>(answers);
    skus.forEach(sku -> all.putIfAbsent(sku, Availability.UNKNOWN));
    unknowns.increment(all.size() - answers.size());
    return all;
  }
}
