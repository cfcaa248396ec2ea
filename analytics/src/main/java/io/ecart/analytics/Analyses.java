package io.ecart.analytics;

import io.ecart.analytics.demand.AbcClass;
import io.ecart.analytics.demand.Policy;
import io.ecart.analytics.demand.SkuAnalysis;
import io.ecart.analytics.demand.SkuHistory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Makes the analysis of all skus when it is asked for, and keeps it for a while: forecasts change
 * by the day, and trying all methods on thousands of skus takes seconds. Who asks while one is
 * being made waits for that one. Skus are worked on a few at a time on a worker thread, so what is
 * in memory is bounded by the results, not by the history.
 */
public final class Analyses {
  private static final int HISTORY_DAYS = 365;
  private static final int SKUS_AT_ONCE = 200;

  private final Vertx vertx;
  private final DemandSource source;
  private final Policy policy;
  private final Clock clock;
  private final Kept<Instant, Map<String, AbcClass>> classes;
  private final Kept<Instant, Analysis> analyses;

  /**
   * @param keptFor how old an analysis may be that is given out again
   */
  public Analyses(Vertx vertx, DemandSource source, Policy policy, Clock clock, Duration keptFor) {
    this.vertx = vertx;
    this.source = source;
    this.policy = policy;
    this.clock = clock;
    this.classes = new Kept<>(clock, keptFor);
    this.analyses = new Kept<>(clock, keptFor);
  }

  /** The analysis of the past up to {@code end}. To be called on one event loop only. */
  public Future<Analysis> upTo(Instant end) {
    return analyses.get(end, () -> make(end));
  }

  /** The analysis of one sku, made from what is known of it now. */
  public Future<SkuAnalysis> of(String sku, Instant end) {
    return classes(end)
        .compose(
            skuToClass ->
                source
                    .histories(List.of(sku), history(end))
                    .compose(histories -> analyse(histories, skuToClass)))
        .map(analyses -> analyses.get(0));
  }

  private Future<Analysis> make(Instant end) {
    Instant madeAt = clock.instant();
    return classes(end)
        .compose(skuToClass -> analyse(skuToClass, history(end)))
        .map(skus -> Analysis.of(end, madeAt, skus));
  }

  private static Period history(Instant end) {
    return Period.ofDays(HISTORY_DAYS, end);
  }

  private Future<Map<String, AbcClass>> classes(Instant end) {
    return classes.get(
        end, () -> source.revenues(history(end)).map(revenues -> classes(revenues.values())));
  }

  /** Revenues of two currencies cannot be added, so a sku has the best class of any of them. */
  private static Map<String, AbcClass> classes(Collection<Map<String, Long>> revenues) {
    Map<String, AbcClass> classes = new HashMap<>();
    for (Map<String, Long> skuToRevenue : revenues) {
      AbcClass.of(skuToRevenue)
          .forEach((sku, abc) -> classes.merge(sku, abc, (a, b) -> a.compareTo(b) < 0 ? a : b));
    }
    return classes;
  }

  private Future<List<SkuAnalysis>> analyse(Map<String, AbcClass> skuToClass, Period period) {
    List<String> skus = new ArrayList<>(new TreeSet<>(skuToClass.keySet()));
    List<SkuAnalysis> made = new ArrayList<>(skus.size());
    Future<?> done = Future.succeededFuture();
    for (int from = 0; from < skus.size(); from += SKUS_AT_ONCE) {
      List<String> some = skus.subList(from, Math.min(skus.size(), from + SKUS_AT_ONCE));
      done =
          done.compose(before -> source.histories(some, period))
              .compose(histories -> analyse(histories, skuToClass))
              .map(made::addAll);
    }
    return done.map(all -> made);
  }

  private Future<List<SkuAnalysis>> analyse(
      List<SkuHistory> histories, Map<String, AbcClass> skuToClass) {
    return vertx.executeBlocking(
        () ->
            histories.stream()
                .map(
                    history ->
                        SkuAnalysis.of(
                            history, skuToClass.getOrDefault(history.sku(), AbcClass.C), policy))
                .toList(),
        false);
  }
}
