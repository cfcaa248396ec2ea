package io.ecart.inventory;

import io.ecart.runtime.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a step of an order does to stock; its result is the number of lines or parts it was about.
 * The order has been taken: none of this is a question.
 */
public sealed interface OrderChange extends StockChange<Integer> {

  /**
   * An order was placed or got more lines: what is held for it is its own for good. Should the hold
   * be gone, the units are taken anew, and when they are gone too the event fails loudly.
   *
   * @param reservationId the hold
   * @param lines what was ordered
   * @param parts where the order believes its units to be; empty when it does not say
   */
  record Placed(UUID reservationId, List<Line> lines, List<Part> parts, Cause cause)
      implements OrderChange {

    @Override
    public Collection<UUID> holds() {
      return List.of(reservationId);
    }

    @Override
    public boolean skusDependOnHolds() {
      return true;
    }

    private static boolean isGone(@Nullable Reservation hold) {
      return hold == null
          || (hold.status() != ReservationStatus.HELD
              && hold.status() != ReservationStatus.COMMITTED);
    }

    @Override
    public void skus(Books books, Consumer<String> sink) {
      Reservation hold = books.hold(reservationId);
      if (hold == null || isGone(hold)) {
        lines.forEach(line -> sink.accept(line.sku()));
      } else if (!hold.isPromisedTo(cause.reference())) {
        hold.lines().forEach(line -> sink.accept(line.sku()));
      }
    }

    @Override
    public Integer decide(Books books) {
      Reservation hold = books.hold(reservationId);
      if (hold != null && hold.status() == ReservationStatus.HELD) {
        EndHold.commit(books, hold, cause);
      } else if (isGone(hold)) {
        allocateAnew(books);
      }
      return lines.size();
    }

    private void allocateAnew(Books books) {
      Cause anew = cause.because("hold was gone", null);
      for (Part part : parts) {
        part.book(books, MovementKind.ALLOCATED, Deltas.allocated(part.quantity()), anew);
      }
      if (parts.isEmpty()) {
        allocateAnywhere(books, anew);
      }
    }

    private void allocateAnywhere(Books books, Cause anew) {
      for (Line line : lines) {
        Stock stock = books.stock(line.sku());
        if (stock.room() < line.quantity()) {
          throw Problem.insufficientStock(List.of(Reserve.shortOf(line, stock.room())));
        }
        for (Allocation each : stock.allocate(line.quantity())) {
          Place place = new Place(line.sku(), each.location());
          books.book(place, MovementKind.ALLOCATED, Deltas.allocated(each.quantity()), anew);
        }
      }
    }
  }

  /** Units of an order at a place. */
  record Part(String sku, String location, long quantity) {

    Place place() {
      return new Place(sku, location);
    }

    void book(Books books, MovementKind kind, Deltas deltas, Cause cause) {
      books.book(place(), kind, deltas, cause);
    }
  }

  /** The order no longer needs these. */
  record Deallocated(List<Part> parts, Cause cause) implements OrderChange {

    @Override
    public void skus(Books books, Consumer<String> sink) {
      parts.forEach(part -> sink.accept(part.sku()));
    }

    @Override
    public Integer decide(Books books) {
      for (Part part : parts) {
        part.book(books, MovementKind.DEALLOCATED, Deltas.allocated(-part.quantity()), cause);
      }
      return parts.size();
    }
  }

  /**
   * These left the house. A place that does not have as many undamaged did not give them, whatever
   * the order believes: what was on backorder is promised by one place and may have come to
   * another. The promise then follows the goods. Goods that are nowhere had come without a word,
   * and are booked in first: two shipments of the last ones may both have been taken for possible.
   */
  record Shipped(List<Part> parts, Cause cause) implements OrderChange {

    @Override
    public void skus(Books books, Consumer<String> sink) {
      parts.forEach(part -> sink.accept(part.sku()));
    }

    @Override
    public Integer decide(Books books) {
      for (Part part : parts) {
        long here = Math.min(part.quantity(), books.level(part.place()).undamaged());
        part.book(books, MovementKind.SHIPPED, Deltas.shipped(here), cause);
        if (here < part.quantity()) {
          shipFromElsewhere(books, part, part.quantity() - here);
        }
      }
      return parts.size();
    }

    private void shipFromElsewhere(Books books, Part part, long missing) {
      long left = missing;
      for (Allocation each : books.stock(part.sku()).elsewhere(part.location(), missing)) {
        ship(books, part, new Part(part.sku(), each.location(), each.quantity()));
        left -= each.quantity();
      }
      if (left > 0) {
        shipUnseen(books, new Part(part.sku(), part.location(), left));
      }
    }

    private void shipUnseen(Books books, Part part) {
      long units = part.quantity();
      Cause found = cause.because("found", "They were shipped, and so had been there");
      part.book(books, MovementKind.ADJUSTED, Deltas.onHand(units), found);
      part.book(books, MovementKind.SHIPPED, Deltas.shipped(units), cause);
    }

    private void ship(Books books, Part promised, Part moved) {
      long units = moved.quantity();
      Cause follows = cause.because("goods were elsewhere", null);
      Deltas given = Deltas.allocated(-units);
      promised.book(books, MovementKind.DEALLOCATED, given, follows);
      moved.book(books, MovementKind.ALLOCATED, given.negated(), follows);
      moved.book(books, MovementKind.SHIPPED, Deltas.shipped(units), cause);
    }
  }

  /** These came back; damaged ones are there, but not for sale. */
  record Returned(List<Part> sellable, List<Part> damaged, Cause cause) implements OrderChange {

    @Override
    public List<Place> places() {
      List<Place> places = new ArrayList<>();
      sellable.forEach(part -> places.add(part.place()));
      damaged.forEach(part -> places.add(part.place()));
      return places;
    }

    @Override
    public void skus(Books books, Consumer<String> sink) {
      sellable.forEach(part -> sink.accept(part.sku()));
      damaged.forEach(part -> sink.accept(part.sku()));
    }

    @Override
    public Integer decide(Books books) {
      book(books, sellable, "sellable", false);
      book(books, damaged, "damaged", true);
      return sellable.size() + damaged.size();
    }

    private void book(Books books, List<Part> parts, String condition, boolean isDamaged) {
      for (Part part : parts) {
        long units = part.quantity();
        Deltas deltas = isDamaged ? Deltas.damaged(units) : Deltas.onHand(units);
        part.book(books, MovementKind.RETURNED, deltas, cause.because(condition, null));
      }
    }
  }
}
