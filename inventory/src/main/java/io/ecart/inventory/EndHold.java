package io.ecart.inventory;

import io.ecart.inventory.Reservation.Held;
import io.ecart.runtime.problem.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** The ways in which a hold ends. Ending it once more in the same way changes nothing. */
public sealed interface EndHold extends StockChange<Reservation> {
  UUID id();

  @Override
  default Collection<UUID> holds() {
    return List.of(id());
  }

  @Override
  default boolean skusDependOnHolds() {
    return true;
  }

  @Override
  default void skus(Books books, Consumer<String> sink) {
    Reservation hold = books.hold(id());
    if (hold != null && hold.status() == ReservationStatus.HELD) {
      hold.lines().forEach(line -> sink.accept(line.sku()));
    }
  }

  /** Gives the units back; a hold that ran out is given back already. */
  record Release(UUID id, Cause cause) implements EndHold {

    @Override
    public Reservation decide(Books books) {
      Reservation hold = books.requireHold(id);
      return switch (hold.status()) {
        case HELD -> end(books, hold, ReservationStatus.RELEASED, MovementKind.RELEASED, cause);
        case RELEASED, EXPIRED -> hold;
        case COMMITTED ->
            throw Problem.illegalState("Reservation " + id + " is committed: cancel its order");
      };
    }
  }

  /**
   * Gives the units back because the time is over; does nothing when the hold has ended or was
   * extended meanwhile.
   */
  record Expire(UUID id, Instant now, Cause cause) implements EndHold {

    @Override
    public Reservation decide(Books books) {
      Reservation hold = books.requireHold(id);
      if (hold.status() != ReservationStatus.HELD || !hold.isOver(now)) {
        return hold;
      }
      Reservation ended = end(books, hold, ReservationStatus.EXPIRED, MovementKind.EXPIRED, cause);
      books.tell(StockEvents.expired(ended, now));
      return ended;
    }
  }

  /** Turns the hold into a promise that does not run out. */
  record Commit(UUID id, Instant now, Cause cause) implements EndHold {

    @Override
    public Reservation decide(Books books) {
      Reservation hold = books.requireHold(id);
      if (!hold.isInForce(now)) {
        throw Problem.illegalState("Reservation " + id + " has " + hold.fate());
      }
      return hold.status() == ReservationStatus.HELD ? commit(books, hold, cause) : hold;
    }
  }

  /**
   * Held units become promised units; those of an order are so already. An order that grows holds
   * the difference under a reference of its own; what it is promised then is the order's, as all
   * that follows is.
   *
   * @param cause names to whom the units are promised; without a reference, to whom they were held
   */
  static Reservation commit(Books books, Reservation hold, Cause cause) {
    Cause holder = cause.about(hold.reference());
    Cause owner = cause.reference() == null ? holder : cause;
    if (!hold.isPromisedTo(owner.reference())) {
      promise(books, hold, holder, owner);
    }
    Reservation committed = hold.as(ReservationStatus.COMMITTED);
    books.change(committed);
    return committed;
  }

  private static void promise(Books books, Reservation hold, Cause holder, Cause owner) {
    boolean isSame = Objects.equals(holder.reference(), owner.reference());
    for (Held line : hold.lines()) {
      for (Allocation each : line.allocations()) {
        Place place = new Place(line.sku(), each.location());
        Deltas given = hold.claim(-each.quantity());
        Deltas taken = Deltas.allocated(each.quantity());
        if (isSame) {
          books.book(place, MovementKind.ALLOCATED, given.plus(taken), owner);
        } else {
          books.passOn(
              new Movement(place, MovementKind.ALLOCATED, given, holder, true),
              new Movement(place, MovementKind.ALLOCATED, taken, owner, true));
        }
      }
    }
  }

  private static Reservation end(
      Books books, Reservation hold, ReservationStatus status, MovementKind kind, Cause cause) {
    Cause own = cause.about(hold.reference());
    for (Held line : hold.lines()) {
      for (Allocation each : line.allocations()) {
        Place place = new Place(line.sku(), each.location());
        books.book(place, kind, hold.claim(-each.quantity()), own);
      }
    }
    Reservation ended = hold.as(status);
    books.change(ended);
    return ended;
  }
}
