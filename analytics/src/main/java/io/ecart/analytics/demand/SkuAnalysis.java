package io.ecart.analytics.demand;

import io.ecart.analytics.demand.Reorder.Demand;
import io.ecart.analytics.demand.SkuHistory.AtLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the history of one sku.
 *
 * @param name null when the catalogue has not told it
 * @param profile of all days looked at
 * @param suggestions one per location; empty when no demand is expected, or the sku is archived
 */
public record SkuAnalysis(
    String sku,
    @Nullable String name,
    DemandProfile profile,
    AbcClass abc,
    XyzClass xyz,
    Forecast forecast,
    List<Suggestion> suggestions) {
  /** The location of a sku that has no stock anywhere yet. */
  static final String DEFAULT_LOCATION = "main";

  private static final int SHORTEST_HORIZON = 7;
  private static final int LONGEST_HORIZON = 90;

  /** Days that the deviation of the demand is taken from: what is older says little of today. */
  private static final int RECENT_DAYS = 90;

  /**
   * A unit in ten years. A forecast that dies out never comes to 0, and what is expected less often
   * than this is not expected.
   */
  private static final double LEAST_PER_DAY = 1 / 3_650.0;

  /**
   * A suggestion for a location.
   *
   * @param share of the sku's demand that falls to the location
   */
  public record Suggestion(AtLocation at, double share, Reorder reorder) {}

  public static SkuAnalysis of(SkuHistory history, AbcClass abc, Policy policy) {
    double[] perDay = history.series();
    Long own = history.leadTimeDays();
    double leadTime = own == null ? policy.leadTimeDays() : own;
    int horizon = (int) Math.min(LONGEST_HORIZON, Math.max(SHORTEST_HORIZON, Math.ceil(leadTime)));
    Forecast forecast = Forecast.of(perDay, horizon);
    double deviation = DemandProfile.of(recent(perDay)).deviation();
    Demand demand = new Demand(forecast.mean(), deviation, leadTime);
    return new SkuAnalysis(
        history.sku(),
        history.name(),
        DemandProfile.of(perDay),
        abc,
        XyzClass.of(perDay),
        forecast,
        suggestions(history, demand, policy));
  }

  private static double[] recent(double[] perDay) {
    int from = Math.max(0, perDay.length - RECENT_DAYS);
    return Arrays.copyOfRange(perDay, from, perDay.length);
  }

  private static List<Suggestion> suggestions(SkuHistory history, Demand demand, Policy policy) {
    if (history.isArchived()) {
      return List.of();
    }
    List<Suggestion> suggestions = new ArrayList<>();
    List<AtLocation> locations =
        history.locations().isEmpty()
            ? List.of(new AtLocation(DEFAULT_LOCATION, 0, 0, 0, 0))
            : history.locations();
    for (AtLocation at : locations) {
      double share = share(at, locations);
      if (demand.perDay() * share >= LEAST_PER_DAY) {
        long position = at.available() + at.incoming();
        Reorder reorder = Reorder.of(demand.share(share), policy, history.unitValue(), position);
        suggestions.add(new Suggestion(at, share, reorder));
      }
    }
    return List.copyOf(suggestions);
  }

  /** By what was shipped from where; before the first shipment, by what lies where; else evenly. */
  private static double share(AtLocation at, List<AtLocation> all) {
    long shipped = all.stream().mapToLong(AtLocation::shipped).sum();
    if (shipped > 0) {
      return (double) at.shipped() / shipped;
    }
    long onHand = all.stream().mapToLong(AtLocation::onHand).sum();
    return onHand > 0 ? (double) at.onHand() / onHand : 1.0 / all.size();
  }
}
