package io.ecart.analytics;

import io.ecart.analytics.demand.SkuAnalysis;
import io.ecart.analytics.demand.SkuAnalysis.Suggestion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The analysis of all skus at one time.
 *
 * @param end the past is looked at up to here
 * @param madeAt when it was made
 * @param advice what to order, the most urgent first
 */
public record Analysis(Instant end, Instant madeAt, List<Advice> advice) {

  /** A suggestion for a sku and a location. */
  public record Advice(SkuAnalysis sku, Suggestion suggestion) {
    /** The most urgent first; then by name, so that pages have an order to go on in. */
    public static final Comparator<Advice> URGENCY =
        Comparator.comparing(Advice::daysUntilDue)
            .thenComparing(advice -> advice.sku.sku())
            .thenComparing(advice -> advice.suggestion.at().location());

    public long daysUntilDue() {
      return suggestion.reorder().daysUntilDue();
    }
  }

  static Analysis of(Instant end, Instant madeAt, List<SkuAnalysis> skus) {
    List<Advice> advice =
        skus.stream()
            .flatMap(sku -> sku.suggestions().stream().map(each -> new Advice(sku, each)))
            .sorted(Advice.URGENCY)
            .toList();
    return new Analysis(end, madeAt, advice);
  }
}
