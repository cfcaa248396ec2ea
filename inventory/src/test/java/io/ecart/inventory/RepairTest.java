package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairTest {

  @Test
  void aRepairTakesLevelAndLedgerToTheSameNumber() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 9));
    Drift drift = new Drift(Drift.Source.LEDGER, new Place("A", "main"), "onHand", 5, 9);
    books.decide(new Repair(drift, Fixtures.CAUSE));
    assertEquals(5, books.level(new Place("A", "main")).units().onHand());
    long ledger = 5 + books.movements().stream().mapToLong(m -> m.deltas().onHand()).sum();
    assertEquals(5, ledger);
  }

  @Test
  void aDriftThatNoEntryCanSayIsRepairedBySeveral() {
    long much = 5_000_000_000L;
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, much));
    Drift drift = new Drift(Drift.Source.LEDGER, new Place("A", "main"), "onHand", 1, much);
    assertEquals(3, books.decide(new Repair(drift, Fixtures.CAUSE)).size());
    assertEquals(1, books.stock("A").room());
    assertTrue(
        books.movements().stream()
            .allMatch(each -> Math.abs(each.deltas().onHand()) <= Movement.MAX_UNITS));
  }

  @Test
  void aDriftThatNeedsEntriesWithoutEndIsNotRepaired() {
    for (long much : List.of(2_000_000_000_000L, Long.MAX_VALUE)) {
      Books books = Fixtures.books(Fixtures.level("A", "main", 1, much));
      Place place = new Place("A", "main");
      Drift drift = new Drift(Drift.Source.LEDGER, place, "onHand", 1, much);
      Repair repair = new Repair(drift, Fixtures.CAUSE);
      assertThrows(Problem.class, () -> books.decide(repair));
      assertTrue(books.movements().isEmpty());
    }
  }
}
