package io.ecart.inventory;

import io.ecart.runtime.problem.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Holds units for longer, counted from now; never for shorter.
 *
 * @param evenIfOver whether a hold whose time is over, but which nobody has taken back yet, may go
 *     on
 */
public record ExtendHold(UUID id, Instant now, Instant until, boolean evenIfOver)
    implements StockChange<Reservation> {

  @Override
  public Collection<UUID> holds() {
    return List.of(id);
  }

  @Override
  public void skus(Books books, Consumer<String> sink) {
    // Only the hold changes.
  }

  @Override
  public Reservation decide(Books books) {
    Reservation hold = books.requireHold(id);
    boolean over = hold.isOver(now) && !evenIfOver;
    if (hold.status() != ReservationStatus.HELD || over) {
      String fate = hold.status() == ReservationStatus.HELD ? "expired" : hold.status().wire();
      throw Problem.illegalState("Reservation " + id + " is " + fate);
    }
    if (!until.isAfter(hold.expiresAt())) {
      return hold;
    }
    Reservation extended = hold.until(until);
    books.change(extended);
    return extended;
  }
}
