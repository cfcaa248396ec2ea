package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.inventory.Bookings.Booking;
import io.ecart.inventory.OrderChange.Part;
import io.ecart.inventory.OrderChange.Shipped;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can leave where more is promised than there is. */
class BackorderBooksTest {

  @Test
  void goodsThatOthersOweCannotLeave() {
    Limits limits = new Limits(0, 0, 2);
    Books books =
        Fixtures.books(
            Fixtures.level("A", "a", 1, 0, limits), Fixtures.level("A", "b", 2, 3, limits));
    books.decide(Fixtures.wish("A", 5));
    assertThrows(Problem.class, () -> books.decide(oneLeaves("b")));
  }

  @Test
  void whatIsPromisedHereCannotLeaveThoughOthersHaveEnough() {
    Books books = Fixtures.books(Fixtures.level("A", "a", 1, 3), Fixtures.level("A", "b", 2, 9));
    books.decide(Fixtures.wish("A", 3));
    assertThrows(Problem.class, () -> books.decide(oneLeaves("a")));
    books.decide(oneLeaves("b"));
  }

  private static Bookings oneLeaves(String location) {
    Place place = new Place("A", location);
    return new Bookings(
        List.of(new Booking(place, MovementKind.ADJUSTED, Deltas.onHand(-1), "/lines/0")),
        Fixtures.CAUSE);
  }

  @Test
  void aShipmentIsTakenFromWhereTheGoodsAre() {
    Books books = new Books();
    Limits limits = new Limits(0, 0, 5);
    books.locked(Fixtures.level("first", 1, new Deltas(1, 0, 4, 0, 0), limits));
    books.locked(Fixtures.level("second", 2, new Deltas(3, 0, 0, 0, 0), limits));
    Shipped shipped = new Shipped(List.of(new Part("A", "first", 4)), Fixtures.CAUSE);
    books.decide(shipped);
    assertEquals(
        Map.of(
            new Place("A", "first"),
            new Deltas(-1, 0, -4, 0, 0),
            new Place("A", "second"),
            Deltas.onHand(-3)),
        books.moves());
    assertEquals(
        List.of(
            MovementKind.SHIPPED,
            MovementKind.DEALLOCATED,
            MovementKind.ALLOCATED,
            MovementKind.SHIPPED),
        books.movements().stream().map(Movement::kind).toList());
  }

  @Test
  void aShipmentLeavesDamagedUnitsWhereTheyAre() {
    Books books = new Books();
    Limits limits = new Limits(0, 0, 5);
    books.locked(Fixtures.level("first", 1, new Deltas(4, 0, 4, 3, 0), limits));
    books.locked(Fixtures.level("second", 2, new Deltas(3, 0, 0, 0, 0), limits));
    books.decide(new Shipped(List.of(new Part("A", "first", 4)), Fixtures.CAUSE));
    assertEquals(new Deltas(3, 0, 0, 3, 0), books.level(new Place("A", "first")).units());
    assertEquals(Deltas.NONE, books.level(new Place("A", "second")).units());
  }

  @Test
  void damagedUnitsCannotBeTakenForSoundOnesOnBackorder() {
    Books books = new Books();
    books.locked(Fixtures.level("main", 1, new Deltas(5, 0, 0, 4, 0), new Limits(0, 0, 9)));
    Place place = new Place("A", "main");
    Problem refused =
        assertThrows(
            Problem.class,
            () -> books.book(place, MovementKind.ADJUSTED, Deltas.onHand(-2), Fixtures.CAUSE));
    JsonObject extra = refused.errors().get(0).extra();
    assertEquals(2, extra.getLong("requested"));
    assertEquals(1, extra.getLong("available"));
    assertEquals(5, books.level(place).units().onHand());
  }

  @Test
  void aRefusalNamesNoMoreThanCanBeTaken() {
    Books books = new Books();
    books.locked(Fixtures.level("main", 1, new Deltas(5, 0, 0, 4, 0), new Limits(0, 0, 9)));
    Place place = new Place("A", "main");
    Problem refused =
        assertThrows(
            Problem.class,
            () -> books.book(place, MovementKind.ADJUSTED, Deltas.onHand(-12), Fixtures.CAUSE));
    long available = refused.errors().get(0).extra().getLong("available");
    assertEquals(1, available);
    books.book(place, MovementKind.ADJUSTED, Deltas.onHand(-available), Fixtures.CAUSE);
  }

  @Test
  void whatWasShippedThoughItIsNowhereHadBeenThere() {
    Books books = new Books();
    Limits limits = new Limits(0, 0, 5);
    books.locked(Fixtures.level("first", 1, new Deltas(1, 0, 4, 0, 0), limits));
    books.locked(Fixtures.level("second", 2, new Deltas(2, 0, 0, 0, 0), limits));
    books.decide(new Shipped(List.of(new Part("A", "first", 4)), Fixtures.CAUSE));
    assertEquals(Deltas.NONE, books.level(new Place("A", "first")).units());
    assertEquals(Deltas.NONE, books.level(new Place("A", "second")).units());
    Movement found =
        books.movements().stream()
            .filter(movement -> movement.kind() == MovementKind.ADJUSTED)
            .findFirst()
            .orElseThrow();
    assertEquals(Deltas.onHand(1), found.deltas());
    assertEquals("found", found.cause().reason());
  }

  @Test
  void aShipmentOfWhatWasNotPromisedLeavesNoTrace() {
    Books books = new Books();
    books.locked(Fixtures.level("first", 1, new Deltas(1, 0, 2, 0, 0), new Limits(0, 0, 5)));
    Shipped shipped = new Shipped(List.of(new Part("A", "first", 4)), Fixtures.CAUSE);
    Problem refused = assertThrows(Problem.class, () -> books.decide(shipped));
    assertEquals(ProblemCode.INSUFFICIENT_STOCK, refused.code());
    assertTrue(books.movements().isEmpty());
    assertEquals(-1, books.stock("A").free());
  }
}
