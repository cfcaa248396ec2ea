package io.ecart.analytics.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.analytics.demand.SkuAnalysis.Suggestion;
import io.ecart.analytics.demand.SkuHistory.AtLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SkuAnalysisTest {
  private static final Policy POLICY = new Policy(10, 0, 0.5, 2_000, 0.2);

  @Test
  void suggestsPerLocationByWhatWasShippedFromThere() {
    List<Suggestion> suggestions =
        suggestions(
            4,
            null,
            new AtLocation("main", 50, 50, 10, 30),
            new AtLocation("outlet", 50, 50, 0, 10));
    assertEquals(List.of(0.75, 0.25), suggestions.stream().map(Suggestion::share).toList());
    assertEquals(List.of(60L, 50L), positions(suggestions));
    assertEquals(30, suggestions.get(0).reorder().reorderPoint(), 1e-6);
    assertEquals(10, suggestions.get(1).reorder().reorderPoint(), 1e-6);
  }

  @Test
  void splitsByWhatLiesThereBeforeTheFirstShipment() {
    List<Suggestion> suggestions =
        suggestions(
            4, null, new AtLocation("main", 60, 60, 0, 0), new AtLocation("outlet", 0, 0, 0, 0));
    assertEquals(List.of("main"), suggestions.stream().map(each -> each.at().location()).toList());
  }

  @Test
  void splitsEvenlyWhereNothingIsKnown() {
    List<Suggestion> suggestions =
        suggestions(4, null, new AtLocation("a", 0, 0, 0, 0), new AtLocation("b", 0, 0, 0, 0));
    assertEquals(List.of(0.5, 0.5), suggestions.stream().map(Suggestion::share).toList());
  }

  @Test
  void suggestsTheMainLocationForWhatWasNeverStocked() {
    List<Suggestion> suggestions = suggestions(4, null);
    assertEquals("main", suggestions.get(0).at().location());
    assertEquals(List.of(0L), positions(suggestions));
  }

  @Test
  void prefersTheLeadTimeOfTheSku() {
    Suggestion own = suggestions(4, 3L, new AtLocation("main", 9, 9, 0, 0)).get(0);
    assertEquals(12, own.reorder().reorderPoint(), 1e-6);
  }

  @Test
  void suggestsNothingWhereNoDemandIsExpected() {
    assertEquals(List.of(), suggestions(0, null, new AtLocation("main", 9, 9, 0, 0)));
  }

  @Test
  void suggestsNothingForASeasonThatIsOver() {
    SkuAnalysis over = analyse(season(), null, new AtLocation("main", 2_000, 2_000, 0, 0));
    assertEquals(Method.TSB, over.forecast().method());
    assertTrue(over.forecast().mean() > 0, over.toString());
    assertEquals(List.of(), over.suggestions());
  }

  @Test
  void suggestsNothingOfWhatIsArchived() {
    List<Double> perDay = Collections.nCopies(100, 4.0);
    SkuHistory history = new SkuHistory("A", "Name", true, 500L, null, perDay, List.of());
    SkuAnalysis archived = SkuAnalysis.of(history, AbcClass.A, POLICY);
    assertEquals(List.of(), archived.suggestions());
    assertEquals(4, archived.forecast().mean(), 1e-9);
  }

  @Test
  void suggestsNothingWhereALocationsShareIsNextToNothing() {
    List<Suggestion> suggestions =
        suggestions(
            4,
            null,
            new AtLocation("main", 50, 50, 0, 99_999),
            new AtLocation("outlet", 50, 50, 0, 1));
    assertEquals(List.of("main"), suggestions.stream().map(each -> each.at().location()).toList());
  }

  /** Irregular sales for half a year, and none for the other half. */
  private static List<Double> season() {
    Random random = new Random(10);
    List<Double> perDay = new ArrayList<>(Collections.nCopies(360, 0.0));
    for (int day = 0; day < 195; day++) {
      if (day == 0 || random.nextDouble() < 0.25) {
        perDay.set(day, 1.0 + random.nextInt(4));
      }
    }
    return perDay;
  }

  @Test
  void looksAheadForTheLeadTimeWithinBounds() {
    assertEquals(7, analyse(1, 1L).forecast().perDay().size());
    assertEquals(30, analyse(1, 30L).forecast().perDay().size());
    assertEquals(90, analyse(1, 400L).forecast().perDay().size());
  }

  private static List<Long> positions(List<Suggestion> suggestions) {
    return suggestions.stream().map(each -> each.reorder().position()).toList();
  }

  private static List<Suggestion> suggestions(double d, Long leadTime, AtLocation... locations) {
    return analyse(d, leadTime, locations).suggestions();
  }

  private static SkuAnalysis analyse(double d, Long leadTime, AtLocation... locations) {
    return analyse(Collections.nCopies(100, d), leadTime, locations);
  }

  private static SkuAnalysis analyse(List<Double> perDay, Long leadTime, AtLocation... locations) {
    SkuHistory history =
        new SkuHistory("A", "Name", false, 500L, leadTime, perDay, List.of(locations));
    return SkuAnalysis.of(history, AbcClass.A, POLICY);
  }
}
