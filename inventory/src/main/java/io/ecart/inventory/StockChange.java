package io.ecart.inventory;

import io.ecart.runtime.problem.Problem;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One wish to change stock. It says what must be locked, and then decides in memory on what is
 * locked. It may be decided more than once, when its transaction has to be run again, so it keeps
 * no state.
 *
 * @param <T> what it tells the one who wished
 */
public interface StockChange<T> {

  /** Reservations to be locked, by id; those that do not exist are left out. */
  default Collection<UUID> holds() {
    return List.of();
  }

  /** Whether {@link #skus} can only answer once the reservations are there. */
  default boolean skusDependOnHolds() {
    return false;
  }

  /** Whether its result tells the numbers of its ledger entries. */
  default boolean wantsMovementIds() {
    return false;
  }

  /** Levels that must exist before they can be locked; unknown locations are left out. */
  default List<Place> places() {
    return List.of();
  }

  /**
   * Names the skus whose levels are to be locked.
   *
   * @param books has the reservations already
   */
  void skus(Books books, Consumer<String> sink);

  /**
   * Decides and books.
   *
   * @throws Problem when it is refused
   */
  T decide(Books books);
}
