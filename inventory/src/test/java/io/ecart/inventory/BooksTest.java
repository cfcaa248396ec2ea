package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.inventory.Bookings.Booking;
import io.ecart.inventory.EndHold.Commit;
import io.ecart.inventory.EndHold.Expire;
import io.ecart.inventory.EndHold.Release;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Changes, decided in memory. */
class BooksTest {
  private static final Instant LATER = Fixtures.NOW.plusSeconds(1_000);

  @Test
  void oneBatchSellsNoMoreThanThereIs() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 3));
    int sold = 0;
    for (int i = 0; i < 10; i++) {
      sold += isGranted(books, Fixtures.wish("A", 1)) ? 1 : 0;
    }
    assertEquals(3, sold);
    assertEquals(3, books.movements().size());
    assertEquals(3, books.freshHolds().size());
    assertEquals(1, books.moves().size());
  }

  @Test
  void aRefusedWishLeavesNoTrace() {
    Books books =
        Fixtures.books(Fixtures.level("A", "main", 1, 3), Fixtures.level("B", "main", 1, 1));
    Problem refused =
        assertThrows(Problem.class, () -> books.decide(Fixtures.wish("A", 1, "B", 2)));
    assertEquals(ProblemCode.INSUFFICIENT_STOCK, refused.code());
    assertEquals(List.of("/lines/1"), refused.errors().stream().map(e -> e.pointer()).toList());
    assertEquals(3, books.stock("A").room());
    assertTrue(books.movements().isEmpty());
    assertTrue(books.freshHolds().isEmpty());
  }

  @Test
  void bookingsThatFailHalfwayAreUndone() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 3));
    Place place = new Place("A", "main");
    Bookings half =
        new Bookings(
            List.of(
                new Booking(place, MovementKind.ADJUSTED, Deltas.onHand(-2), "/lines/0"),
                new Booking(place, MovementKind.ADJUSTED, Deltas.onHand(-2), "/lines/0")),
            Fixtures.CAUSE);
    assertThrows(Problem.class, () -> books.decide(half));
    assertEquals(3, books.stock("A").room());
    assertTrue(books.movements().isEmpty());
  }

  @Test
  void allBookingsThatAreShortAreNamed() {
    Books books =
        Fixtures.books(
            Fixtures.level("A", "main", 1, 3),
            Fixtures.level("B", "main", 1, 9),
            Fixtures.level("C", "main", 1, 0));
    List<Booking> bookings =
        List.of(away("A", 4, "/lines/0"), away("B", 4, "/lines/1"), away("C", 4, "/lines/2"));
    Problem refused =
        assertThrows(Problem.class, () -> books.decide(new Bookings(bookings, Fixtures.CAUSE)));
    assertEquals(ProblemCode.INSUFFICIENT_STOCK, refused.code());
    assertEquals(
        List.of("/lines/0", "/lines/2"), refused.errors().stream().map(e -> e.pointer()).toList());
    JsonObject first = refused.errors().get(0).extra();
    assertEquals("A", first.getString("sku"));
    assertEquals(4, first.getLong("requested"));
    assertEquals(3, first.getLong("available"));
    assertEquals(9, books.stock("B").room());
    assertTrue(books.movements().isEmpty());
  }

  private static Booking away(String sku, int units, String pointer) {
    Place place = new Place(sku, "main");
    return new Booking(place, MovementKind.TRANSFERRED, Deltas.onHand(-units), pointer);
  }

  @Test
  void aCountTooFarFromTheBooksIsRefused() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 3_000_000_000L));
    Place place = new Place("A", "main");
    Adjust.Reason recount = Adjust.Reason.RECOUNT;
    Adjust none = new Adjust(place, null, 0L, 0, recount, null, Fixtures.CAUSE);
    Problem refused = assertThrows(Problem.class, () -> books.decide(none));
    assertEquals(ProblemCode.INVALID_REQUEST, refused.code());
    assertEquals("/countedQuantity", refused.errors().get(0).pointer());
    books.decide(new Adjust(place, null, 1_000_000_000L, 0, recount, null, Fixtures.CAUSE));
    assertEquals(1_000_000_000L, books.stock("A").room());
  }

  @Test
  void whatNoOneNeededIsGivenUp() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 0), Fixtures.level("B", "m", 1, 0));
    Place used = new Place("A", "main");
    Place unused = new Place("B", "m");
    List.of(used, unused).forEach(books.made()::add);
    List.of("A", "B").forEach(books.made()::add);
    books.book(used, MovementKind.RECEIVED, Deltas.onHand(1), Fixtures.CAUSE);
    assertEquals(new Made(Set.of(unused), Set.of("B")), books.giveUpUnused());
    assertTrue(books.stock("B").levels().isEmpty());
  }

  @Test
  void aFirstCountOfNothingIsBookedOnce() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 0));
    Place place = new Place("A", "main");
    books.made().add(place);
    Adjust none = new Adjust(place, null, 0L, 0, Adjust.Reason.RECOUNT, null, Fixtures.CAUSE);
    books.decide(none);
    books.decide(none);
    assertEquals(1, books.movements().size());
    assertEquals(Map.of(place, Deltas.NONE), books.moves());
    assertTrue(books.giveUpUnused().places().isEmpty());
  }

  @Test
  void aRefusedCorrectionNamesWhatTakesTooMuch() {
    assertEquals("/unavailableDelta", refused(5L, null, -6));
    assertEquals("/unavailableDelta", refused(-1L, null, 9));
    assertEquals("/unavailableDelta", refused(0L, null, -2));
    assertEquals("/unavailableDelta", refused(null, 7L, -2));
    assertEquals("/unavailableDelta", refused(null, 5L, 9));
    assertEquals("/delta", refused(-6L, null, -1));
    assertEquals("/delta", refused(-5L, null, 1));
    assertEquals("/delta", refused(-5L, null, 0));
    assertEquals("/countedQuantity", refused(null, 0L, 0));
    assertEquals("/countedQuantity", refused(null, 1L, 1));
  }

  /** What a refusal is about where five units are, and one of them is damaged. */
  private static String refused(@Nullable Long delta, @Nullable Long counted, long unavailable) {
    Books books = Fixtures.books(Fixtures.level("main", 1, new Deltas(5, 0, 0, 1, 0), Limits.NONE));
    Place place = new Place("A", "main");
    Adjust.Reason reason = Adjust.Reason.CORRECTION;
    Adjust change = new Adjust(place, delta, counted, unavailable, reason, null, Fixtures.CAUSE);
    return assertThrows(Problem.class, () -> books.decide(change)).errors().get(0).pointer();
  }

  @Test
  void onlyAnotherRoomMakesAnotherCount() {
    Level level = Fixtures.level("A", "main", 1, 3);
    Books taking = Fixtures.books(level);
    Reservation hold = taking.decide(Fixtures.wish("A", 1));
    taking.written();
    assertEquals(1, taking.recountedStocks().size());

    Books promising = Fixtures.books(level);
    promising.locked(hold);
    promising.decide(new Commit(hold.id(), Fixtures.NOW, Fixtures.CAUSE));
    promising.written();
    assertEquals(1, promising.movedSkus().size());
    assertEquals(0, promising.recountedStocks().size());
  }

  @Test
  void aNewStockIsCountedThoughNothingIsThere() {
    Level level = new Level(new Place("A", "main"), 1, true, Limits.NONE, Deltas.onHand(0), 0);
    Books books = Fixtures.books(level);
    books.book(level.place(), MovementKind.ADJUSTED, Deltas.incoming(5), Fixtures.CAUSE);
    books.written();
    assertEquals(1, books.recountedStocks().size());
  }

  @Test
  void whatWasHeldUnderAnotherReferenceIsPromisedToTheOrder() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 3));
    Reservation hold = books.decide(Fixtures.wish("A", 2));
    Cause order = Fixtures.CAUSE.about("order/2");
    EndHold.commit(books, hold, order);
    Movement given = books.movements().get(1);
    Movement taken = books.movements().get(2);
    assertEquals("order/1", given.cause().reference());
    assertEquals(Deltas.reserved(-2), given.deltas());
    assertEquals("order/2", taken.cause().reference());
    assertEquals(Deltas.allocated(2), taken.deltas());
    assertEquals(2, books.level(new Place("A", "main")).units().allocated());
    assertEquals(1, books.stock("A").room());
  }

  @Test
  void whatIsHeldForAnOrderIsPromisedFromTheStart() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 3));
    Cause order = Fixtures.CAUSE.about("order/" + Ids.next());
    Reservation hold = books.decide(Fixtures.wish(order, "A", 2));
    assertEquals(Deltas.allocated(2), only(books.movements()).deltas());
    EndHold.commit(books, hold, order);
    assertEquals(1, books.movements().size());
    assertEquals(ReservationStatus.COMMITTED, only(books.freshHolds()).status());
  }

  @Test
  void whatWasHeldForAnOrderIsPromisedNoLongerWhenItIsGivenBack() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 3));
    Cause order = Fixtures.CAUSE.about("order/" + Ids.next());
    Reservation hold = books.decide(Fixtures.wish(order, "A", 2));
    books.decide(new Release(hold.id(), Fixtures.CAUSE));
    assertEquals(Deltas.allocated(-2), books.movements().get(1).deltas());
    assertEquals(3, books.stock("A").room());
  }

  private static <T> T only(Collection<T> all) {
    assertEquals(1, all.size());
    return all.iterator().next();
  }

  @Test
  void whatComesToNothingMovesNoLevel() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 3));
    Reservation hold = books.decide(Fixtures.wish("A", 2));
    books.decide(new Release(hold.id(), Fixtures.CAUSE));
    assertEquals(2, books.movements().size());
    assertTrue(books.moves().isEmpty());
  }

  @Test
  void releasedInTheSameBatchIsSoldAgain() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 1));
    Reservation first = books.decide(Fixtures.wish("A", 1));
    books.decide(new Release(first.id(), Fixtures.CAUSE));
    books.decide(Fixtures.wish("A", 1));
    assertEquals(2, books.freshHolds().size());
    assertTrue(books.changedHolds().isEmpty());
    assertEquals(0, books.stock("A").room());
  }

  @Test
  void endingTwiceChangesNothing() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 1));
    Reservation hold = books.decide(Fixtures.wish("A", 1));
    Commit commit = new Commit(hold.id(), Fixtures.NOW, Fixtures.CAUSE);
    assertEquals(books.decide(commit), books.decide(commit));
    assertEquals(2, books.movements().size());
    Release release = new Release(hold.id(), Fixtures.CAUSE);
    assertEquals(
        ProblemCode.ILLEGAL_STATE, assertThrows(Problem.class, () -> books.decide(release)).code());
  }

  @Test
  void aHoldThatIsOverIsNeitherCommittedNorExtended() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 1));
    Reservation hold = books.decide(Fixtures.wish("A", 1));
    assertThrows(Problem.class, () -> books.decide(new Commit(hold.id(), LATER, Fixtures.CAUSE)));
    assertThrows(
        Problem.class,
        () -> books.decide(new ExtendHold(hold.id(), LATER, LATER.plusSeconds(60), false)));
    books.decide(new ExtendHold(hold.id(), LATER, LATER.plusSeconds(60), true));
    books.decide(new Commit(hold.id(), LATER, Fixtures.CAUSE));
  }

  @Test
  void aHoldThatIsOverIsNotGivenToWhoAsksAgain() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 1));
    Reserve wish = Fixtures.wish("A", 1);
    Reservation hold = books.decide(wish);
    assertEquals(hold, books.decide(wish));
    Reserve late =
        new Reserve(wish.id(), true, wish.lines(), LATER, LATER.plusSeconds(60), wish.cause());
    Problem refused = assertThrows(Problem.class, () -> books.decide(late));
    assertEquals(ProblemCode.ILLEGAL_STATE, refused.code());
  }

  @Test
  void onlyWhatIsOverExpires() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 1));
    Reservation hold = books.decide(Fixtures.wish("A", 1));
    Reservation early = books.decide(new Expire(hold.id(), Fixtures.NOW, Fixtures.CAUSE));
    assertEquals(ReservationStatus.HELD, early.status());
    Reservation late = books.decide(new Expire(hold.id(), LATER, Fixtures.CAUSE));
    assertEquals(ReservationStatus.EXPIRED, late.status());
    assertEquals(1, books.events().size());
    assertEquals(1, books.stock("A").room());
  }

  @Test
  void anExtensionNeverShortens() {
    Books books = Fixtures.books(Fixtures.level("A", "main", 1, 1));
    Reservation hold = books.decide(Fixtures.wish("A", 1));
    Instant sooner = hold.expiresAt().minusSeconds(1);
    assertEquals(hold, books.decide(new ExtendHold(hold.id(), Fixtures.NOW, sooner, false)));
  }

  private static boolean isGranted(Books books, Reserve wish) {
    try {
      books.decide(wish);
      return true;
    } catch (Problem refused) {
      return false;
    }
  }
}
