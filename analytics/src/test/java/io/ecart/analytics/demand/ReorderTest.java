package io.ecart.analytics.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.analytics.demand.Reorder.Demand;
import org.junit.jupiter.api.Test;

class ReorderTest {
  private static final Policy POLICY = new Policy(7, 2, 0.95, 2_000, 0.2);
  private static final Demand DEMAND = new Demand(10, 4, 9);

  @Test
  void knowsTheQuantilesOfTables() {
    assertEquals(0, Normal.quantile(0.5), 1e-8);
    assertEquals(1.644854, Normal.quantile(0.95), 1e-6);
    assertEquals(1.959964, Normal.quantile(0.975), 1e-6);
    assertEquals(2.326348, Normal.quantile(0.99), 1e-6);
    assertEquals(3.719016, Normal.quantile(0.9999), 1e-6);
    assertEquals(-2.326348, Normal.quantile(0.01), 1e-6);
    assertThrows(IllegalArgumentException.class, () -> Normal.quantile(1));
    assertThrows(IllegalArgumentException.class, () -> Normal.quantile(0));
  }

  @Test
  void addsSafetyStockForUnsteadyDemandAndUnsteadySupply() {
    Reorder reorder = Reorder.of(DEMAND, POLICY, 500L, 0);
    // 1.644854 * sqrt(9 * 4^2 + 10^2 * 2^2) = 1.644854 * sqrt(544)
    assertEquals(38.3642, reorder.safetyStock(), 1e-4);
    assertEquals(90 + 38.3642, reorder.reorderPoint(), 1e-4);
  }

  @Test
  void needsNoSafetyStockWhereEverythingIsCertain() {
    Policy certain = new Policy(7, 0, 0.95, 2_000, 0.2);
    Reorder reorder = Reorder.of(new Demand(10, 0, 9), certain, 500L, 0);
    assertEquals(0, reorder.safetyStock());
    assertEquals(90, reorder.reorderPoint());
  }

  @Test
  void weighsOrderingAgainstHolding() {
    // 1,000 units a year, 20.00 an order, 20 % of 5.00 a year: sqrt(2 * 1000 * 2000 / 100) = 200.
    Reorder reorder = Reorder.of(new Demand(1_000 / 365.0, 0, 9), POLICY, 500L, 1_000_000);
    assertEquals(200, reorder.economicQuantity(), 1e-9);
    assertEquals(200, reorder.quantity());
  }

  @Test
  void isDueAtTheReorderPointAndOrdersAtLeastUpToIt() {
    Reorder due = Reorder.of(DEMAND, POLICY, 500L, -1_000);
    assertTrue(due.isDue());
    assertEquals(1_129, due.quantity());
  }

  @Test
  void isDueAtTheVeryPoint() {
    Policy certain = new Policy(7, 0, 0.95, 2_000, 0.2);
    assertTrue(Reorder.of(new Demand(10, 0, 9), certain, 500L, 90).isDue());
    assertFalse(Reorder.of(new Demand(10, 0, 9), certain, 500L, 91).isDue());
  }

  @Test
  void isNotDueAgainOnceItWasOrdered() {
    Reorder due = Reorder.of(DEMAND, POLICY, 500L, -1_000);
    Reorder ordered = Reorder.of(DEMAND, POLICY, 500L, due.position() + due.quantity());
    assertFalse(ordered.isDue());
    assertEquals(1, ordered.daysUntilDue());
  }

  @Test
  void isDueOnTheDayOnWhichThePositionMeetsThePoint() {
    Reorder reorder = Reorder.of(DEMAND, POLICY, 500L, 200);
    assertFalse(reorder.isDue());
    assertEquals(7, reorder.daysUntilDue());
  }

  @Test
  void tellsNoMoreDaysThanThereAreDatesFor() {
    Demand rare = new Demand(1 / 3_650.0, 0, 9);
    assertEquals(Reorder.MOST_DAYS, Reorder.of(rare, POLICY, 500L, 1_000_000_000).daysUntilDue());
    assertEquals(36_490, Reorder.of(rare, POLICY, 500L, 10).daysUntilDue(), 10);
  }

  @Test
  void ordersForAMonthWhereTheValueIsNotKnown() {
    Reorder reorder = Reorder.of(DEMAND, POLICY, null, 1_000);
    assertNull(reorder.economicQuantity());
    assertEquals(300, reorder.quantity());
    assertNull(Reorder.of(DEMAND, POLICY, 0L, 1_000).economicQuantity());
  }

  @Test
  void splitsDemandByMeanAndVariance() {
    Demand half = DEMAND.share(0.25);
    assertEquals(2.5, half.perDay());
    assertEquals(2, half.deviation());
    assertEquals(9, half.leadTimeDays());
  }
}
