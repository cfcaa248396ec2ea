package io.ecart.analytics.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.analytics.demand.SkuHistory.AtLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Nine months of ten goods of a real shop (see the head of the file), which is shut on Saturdays.
 */
class RealDemandTest {
  private static final Policy POLICY = new Policy(7, 2, 0.95, 2_000, 0.25);

  @Test
  void foretellsWeeksItHasNotSeenBetterThanTheWeekBefore() throws IOException {
    double ours = 0;
    double naive = 0;
    for (double[] days : read().values()) {
      double scale = Arrays.stream(days).average().orElseThrow() * 7;
      for (int end = days.length - 12 * 7; end + 7 <= days.length; end += 7) {
        double wanted = week(days, end);
        double forecast = 7 * Forecast.of(Arrays.copyOf(days, end), 7).mean();
        ours += Math.abs(forecast - wanted) / scale;
        naive += Math.abs(week(days, end - 7) - wanted) / scale;
      }
    }
    assertTrue(ours < 0.9 * naive, ours + " against " + naive);
  }

  private static double week(double[] days, int from) {
    return Arrays.stream(days, from, from + 7).sum();
  }

  @Test
  void isNotCarriedAwayByOneHugeOrder() throws IOException {
    // 74,215 pieces in one order of January, some fifty a day before and after.
    double[] days = read().get("23166");
    assertEquals(74_215, Arrays.stream(days).max().orElseThrow(), 500);
    assertTrue(Forecast.of(days, 7).mean() < 100);
  }

  @Test
  void seesThatTheShopIsShutOnSaturdays() throws IOException {
    double[] days = read().get("85099B");
    Model model = new HoltWinters(0.05, 0, 0.2);
    Arrays.stream(days).forEach(model::observe);
    // The series ends on Wednesday, 31 August 2011; the third day from it is a Saturday.
    double saturday = model.ahead(3);
    double thursday = model.ahead(1);
    assertTrue(saturday < 0.35 * thursday, saturday + " against " + thursday);
  }

  @Test
  void givesEverySuggestionItsNumbers() throws IOException {
    read()
        .forEach(
            (sku, days) -> {
              List<Double> perDay = Arrays.stream(days).boxed().toList();
              AtLocation main = new AtLocation("main", 100, 100, 0, 0);
              SkuHistory history =
                  new SkuHistory(sku, null, false, 255L, null, perDay, List.of(main));
              Reorder reorder =
                  SkuAnalysis.of(history, AbcClass.A, POLICY).suggestions().get(0).reorder();
              assertNotNull(reorder.economicQuantity(), sku);
              assertTrue(reorder.safetyStock() > 0, sku);
              assertEquals(
                  reorder.demandPerDay() * 7 + reorder.safetyStock(), reorder.reorderPoint(), 1e-9);
            });
  }

  private static Map<String, double[]> read() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    RealDemandTest.class.getResourceAsStream("/demand/online-retail-daily.csv")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", -1))
          .collect(
              Collectors.toMap(
                  row -> row[0],
                  row -> Arrays.stream(row).skip(1).mapToDouble(Double::parseDouble).toArray()));
    }
  }
}
