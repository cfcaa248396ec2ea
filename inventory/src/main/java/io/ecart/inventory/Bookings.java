package io.ecart.inventory;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Entries that belong together: all are booked or none. */
public record Bookings(List<Booking> bookings, Cause cause) implements StockChange<Integer> {

  /**
   * One entry to be booked.
   *
   * @param pointer to the line of the document that it is about
   */
  public record Booking(Place place, MovementKind kind, Deltas deltas, String pointer) {}

  @Override
  public List<Place> places() {
    return bookings.stream().map(Booking::place).toList();
  }

  @Override
  public void skus(Books books, Consumer<String> sink) {
    bookings.forEach(booking -> sink.accept(booking.place().sku()));
  }

  /** Gives the number of entries; a refusal names all that are short. */
  @Override
  public Integer decide(Books books) {
    List<FieldError> shortLines = new ArrayList<>(0);
    for (Booking booking : bookings) {
      requireLocation(books, booking);
      book(books, booking, shortLines);
    }
    if (!shortLines.isEmpty()) {
      throw Problem.insufficientStock(shortLines);
    }
    return bookings.size();
  }

  private void book(Books books, Booking booking, List<FieldError> shortLines) {
    try {
      books.book(booking.place(), booking.kind(), booking.deltas(), cause, booking.pointer());
    } catch (Problem refused) {
      if (refused.code() != ProblemCode.INSUFFICIENT_STOCK) {
        throw refused;
      }
      shortLines.addAll(refused.errors());
    }
  }

  /** Goods may lie at a closed location, arrive there and leave it, but are not sent there. */
  private static void requireLocation(Books books, Booking booking) {
    Place place = booking.place();
    Level level = books.stock(place.sku()).at(place.location());
    if (level == null) {
      throw Problem.illegalState("There is no location " + place.location());
    }
    if (!level.active() && booking.deltas().incoming() > 0) {
      throw Problem.illegalState("Location " + place.location() + " is closed");
    }
  }
}
