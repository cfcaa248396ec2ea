package io.ecart.inventory;

import io.ecart.runtime.http.Fields;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Corrects what is there.
 *
 * @param place the sku at a location
 * @param delta units that came or went; null when counted
 * @param counted units that somebody counted; null when not
 * @param unavailableDelta units of these that cannot be sold, or can be sold again
 * @param reason why
 * @param expectedOnHand refused unless this many are on hand; null for any
 */
public record Adjust(
    Place place,
    @Nullable Long delta,
    @Nullable Long counted,
    long unavailableDelta,
    Reason reason,
    @Nullable Long expectedOnHand,
    Cause cause)
    implements StockChange<Movement> {

  /** Why somebody corrects the books. */
  public enum Reason {
    RECEIVED,
    DAMAGED,
    LOST,
    FOUND,
    RECOUNT,
    RETURNED,
    CORRECTION;

    MovementKind kind() {
      return switch (this) {
        case RECEIVED -> MovementKind.RECEIVED;
        case RETURNED -> MovementKind.RETURNED;
        default -> MovementKind.ADJUSTED;
      };
    }
  }

  @Override
  public boolean wantsMovementIds() {
    return true;
  }

  @Override
  public List<Place> places() {
    return List.of(place);
  }

  @Override
  public void skus(Books books, Consumer<String> sink) {
    sink.accept(place.sku());
  }

  @Override
  public Movement decide(Books books) {
    Level level = books.stock(place.sku()).at(place.location());
    if (level == null) {
      throw Problem.invalid("/location", "unknown", "There is no location " + place.location());
    }
    Deltas there = level.units();
    requireExpected(there.onHand());
    long change = counted == null ? (delta == null ? 0 : delta) : counted - there.onHand();
    requireOneEntry(change);
    Deltas deltas = new Deltas(change, 0, 0, unavailableDelta, 0);
    Cause own = cause.because(Fields.wire(reason), cause.note());
    Movement booked = books.book(place, reason.kind(), deltas, own, pointer(there, change));
    if (counted != null) {
      books.noteCount(booked);
    }
    return booked;
  }

  /** What a request may name fits, but a count may differ from the books by more. */
  private void requireOneEntry(long change) {
    if (Math.abs(change) > Movement.MAX_UNITS) {
      throw Problem.invalid(
          quantity(), "range", "differs from what is on hand by more than one entry can say");
    }
  }

  /** The member of the request that takes too much, if any does. */
  private String pointer(Deltas there, long change) {
    boolean tooFewDamaged = there.unavailable() + unavailableDelta < 0;
    boolean takesMore = unavailableDelta > Math.max(0, -change);
    return tooFewDamaged || takesMore ? "/unavailableDelta" : quantity();
  }

  private String quantity() {
    return counted == null ? "/delta" : "/countedQuantity";
  }

  private void requireExpected(long onHand) {
    if (expectedOnHand != null && expectedOnHand != onHand) {
      throw Problem.of(
          ProblemCode.ILLEGAL_STATE,
          "On hand are " + onHand + ", not " + expectedOnHand,
          List.of(
              new FieldError(
                  "/expectedOnHand",
                  "stale",
                  "expectedOnHand is stale",
                  new JsonObject().put("onHand", onHand))));
    }
  }
}
