package io.ecart.inventory;

import io.ecart.runtime.problem.Problem;
import java.util.List;
import java.util.function.Consumer;

/** Entries that belong together: all are booked or none. */
public record Bookings(List<Booking> bookings, Cause cause) implements StockChange<Integer> {

  /** One entry to be booked. */
  public record Booking(Place place, MovementKind kind, Deltas deltas) {}

  @Override
  public List<Place> places() {
    return bookings.stream().map(Booking::place).toList();
  }

  @Override
  public void skus(Books books, Consumer<String> sink) {
    bookings.forEach(booking -> sink.accept(booking.place().sku()));
  }

  /** Gives the number of entries. */
  @Override
  public Integer decide(Books books) {
    for (Booking booking : bookings) {
      Place place = booking.place();
      if (books.stock(place.sku()).at(place.location()) == null) {
        throw Problem.illegalState("There is no location " + place.location());
      }
      books.book(place, booking.kind(), booking.deltas(), cause);
    }
    return bookings.size();
  }
}
