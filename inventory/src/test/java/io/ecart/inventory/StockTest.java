package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StockTest {

  @Test
  void roomIsTheSumOverActiveLocations() {
    Stock stock =
        new Stock("A")
            .add(Fixtures.level("A", "b", 2, 3))
            .add(Fixtures.level("A", "a", 1, 2))
            .add(Fixtures.closed("A", "c", 0, 50));
    assertEquals(5, stock.room());
    assertEquals(5, stock.available());
    assertEquals(List.of("c", "a", "b"), stock.levels().stream().map(Level::location).toList());
  }

  @Test
  void allocationFollowsPriorityThenName() {
    Stock stock =
        new Stock("A")
            .add(Fixtures.level("A", "z", 1, 1))
            .add(Fixtures.level("A", "y", 1, 2))
            .add(Fixtures.level("A", "x", 5, 9));
    assertEquals(
        List.of(new Allocation("y", 2), new Allocation("z", 1), new Allocation("x", 1)),
        stock.allocate(4));
  }

  @Test
  void whatIsOwedIsOwedByTheFirst() {
    Limits limits = new Limits(0, 0, 3);
    Stock stock =
        new Stock("A")
            .add(Fixtures.level("A", "a", 1, 1, limits))
            .add(Fixtures.level("A", "b", 2, 2, limits));
    assertEquals(6, stock.room());
    assertEquals(List.of(new Allocation("a", 4), new Allocation("b", 2)), stock.allocate(6));
  }

  @Test
  void aLevelThatOwesMoreThanThePolicyAllowsDoesNotRaiseIt() {
    Limits policy = new Limits(0, 0, 1);
    Stock stock =
        new Stock("A")
            .add(Fixtures.level("a", 1, new Deltas(0, 4, 0, 0, 0), new Limits(0, 0, 4)))
            .add(Fixtures.level("b", 2, Deltas.onHand(9), policy));
    assertEquals(policy, stock.limits());
    assertEquals(6, stock.room());
    assertEquals(List.of(new Allocation("b", 6)), stock.allocate(6));
  }

  @Test
  void theFirstOwesEvenWhenItHasNothing() {
    Limits limits = new Limits(0, 0, 3);
    Stock stock =
        new Stock("A")
            .add(Fixtures.level("A", "a", 1, 0, limits))
            .add(Fixtures.level("A", "b", 2, 2, limits));
    assertEquals(List.of(new Allocation("a", 1), new Allocation("b", 2)), stock.allocate(3));
  }

  @Test
  void whatLeftThoughItWasNotThereCameFromWhereItIs() {
    Limits limits = new Limits(0, 0, 2);
    Stock stock =
        new Stock("A")
            .add(Fixtures.level("A", "owes", 1, 0, limits))
            .add(Fixtures.level("free", 2, new Deltas(3, 0, 1, 0, 0), limits))
            .add(Fixtures.level("damaged", 3, new Deltas(9, 0, 0, 9, 0), limits))
            .add(Fixtures.level("promised", 4, new Deltas(4, 0, 4, 0, 0), limits))
            .add(Fixtures.closed("A", "closed", 5, 1));
    assertEquals(List.of(new Allocation("free", 2)), stock.elsewhere("owes", 2));
    assertEquals(
        List.of(
            new Allocation("free", 3), new Allocation("promised", 2), new Allocation("closed", 1)),
        stock.elsewhere("owes", 6));
    assertEquals(6, stock.elsewhere("owes", 100).stream().mapToLong(Allocation::quantity).sum());
  }

  @Test
  void safetyStockIsKeptBack() {
    Limits limits = new Limits(2, 0, 0);
    Stock stock = new Stock("A").add(Fixtures.level("A", "a", 1, 5, limits));
    assertEquals(3, stock.room());
    assertEquals(2, stock.toJson().getLong("unavailable"));
    Stock little = new Stock("A").add(Fixtures.level("A", "a", 1, 1, limits));
    assertEquals(-1, little.room());
    assertEquals(0, little.available());
    assertEquals(StockStatus.OUT_OF_STOCK, little.status());
  }

  @Test
  void withoutAnyLocationNothingIsSold() {
    assertEquals(0, new Stock("A").room());
    Stock closed = new Stock("A").add(Fixtures.closed("A", "c", 0, 50));
    assertEquals(0, closed.room());
    assertEquals(50, closed.toJson().getLong("onHand"));
    assertEquals(50, closed.toJson().getLong("unavailable"));
  }

  /** As when more is kept back than there is. */
  @Test
  void customersAreNeverShownLessThanNothing() {
    Stock stock = new Stock("A").add(Fixtures.level("A", "a", 1, 3, new Limits(5, 0, 0)));
    assertEquals(-2, stock.room());
    assertEquals(0, Count.of(stock).available());
  }

  @Test
  void statusSaysWhatCustomersNeed() {
    assertEquals(StockStatus.IN_STOCK, StockStatus.of(9, new Limits(0, 3, 5)));
    assertEquals(StockStatus.LOW_STOCK, StockStatus.of(8, new Limits(0, 3, 5)));
    assertEquals(StockStatus.BACKORDER, StockStatus.of(5, new Limits(0, 3, 5)));
    assertEquals(StockStatus.OUT_OF_STOCK, StockStatus.of(0, new Limits(0, 3, 5)));
  }

  /** Whatever is available in total can be reserved, one unit more cannot, and the sums hold. */
  @Test
  void availabilityAndAllocationAreOneRule() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      Limits limits = new Limits(random.nextInt(4), random.nextInt(4), random.nextInt(4));
      Books books = new Books();
      for (int i = 0; i <= random.nextInt(4); i++) {
        boolean active = random.nextInt(4) > 0;
        books.locked(
            new Level(
                new Place("A", "l" + i),
                random.nextInt(3),
                active,
                limits,
                Deltas.onHand(random.nextInt(6)),
                1));
      }
      Stock stock = books.stock("A");
      int room = (int) Math.max(0, stock.room());
      if (room > 0) {
        books.decide(Fixtures.wish("A", room));
        assertEquals(0, stock.room());
      }
      JsonObject json = stock.toJson();
      assertEquals(
          json.getLong("available"),
          json.getLong("onHand")
              - json.getLong("unavailable")
              - json.getLong("reserved")
              - json.getLong("allocated"));
      assertTrue(stock.levels().stream().allMatch(Level::isSound));
      assertTrue(json.getLong("available") >= -limits.backorder());
    }
  }
}
