package io.ecart.analytics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.analytics.Analysis.Advice;
import io.ecart.analytics.demand.AbcClass;
import io.ecart.analytics.demand.Policy;
import io.ecart.analytics.demand.SkuAnalysis;
import io.ecart.analytics.demand.SkuHistory;
import io.ecart.analytics.demand.SkuHistory.AtLocation;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastJsonTest {
  private static final Instant END = Instant.parse("2026-11-30T00:00:00Z");
  private static final Policy POLICY = new Policy(7, 2, 0.95, 2_000, 0.2);

  @Test
  void goodsThatLastForEverAreToBeOrderedOnADateStill() {
    String orderBy = advice(5_000_000_000_000L).getString("orderBy");
    assertEquals(10, orderBy.length(), orderBy);
    assertTrue(LocalDate.parse(orderBy).getYear() > 4_000, orderBy);
  }

  @Test
  void theDaysFollowFromTheNumbersBesideThem() {
    JsonObject advice = advice(1_000);
    JsonObject why = advice.getJsonObject("why");
    double above = why.getLong("position") - advice.getDouble("reorderPoint");
    double days = above / why.getDouble("demandPerDay");
    assertEquals(days, why.getLong("daysUntilDue"), 0.001 * days);
    assertTrue(why.getString("text").startsWith("less than 0.01 a day"), why.getString("text"));
  }

  /** For the location from which a hundredth of one unit in three days is shipped. */
  private static JsonObject advice(long onHand) {
    List<AtLocation> locations =
        List.of(
            new AtLocation("main", 9, 9, 0, 99), new AtLocation("outlet", onHand, onHand, 0, 1));
    List<Double> perDay = Collections.nCopies(100, 1 / 3.0);
    SkuHistory history = new SkuHistory("A", "Name", false, 500L, null, perDay, locations);
    SkuAnalysis sku = SkuAnalysis.of(history, AbcClass.A, POLICY);
    return ForecastJson.advice(new Advice(sku, sku.suggestions().get(1)), END);
  }
}
