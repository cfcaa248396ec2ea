package io.ecart.inventory;

import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction has locked, and what it is going to write: levels move only by {@link
 * #book}, which writes the ledger entry too, so the two cannot part. Changes are decided one after
 * the other; one that fails leaves no trace.
 */
public final class Books {
  private final Map<String, Stock> skuToStock = new HashMap<>();
  private final Made made = Made.nothing();
  private final Map<UUID, Reservation> holds = new HashMap<>();
  private final Map<UUID, Reservation> fresh = new LinkedHashMap<>();
  private final Map<UUID, Reservation> changed = new LinkedHashMap<>();
  private final List<Movement> movements = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  /** A level whose row is locked. */
  public void locked(Level level) {
    stock(level.sku()).add(level);
  }

  /** What did not exist and was made for these books. */
  public Made made() {
    return made;
  }

  /**
   * Gives up what was made in vain, as the changes were refused or came to nothing. It is to be
   * deleted.
   */
  public Made giveUpUnused() {
    Made unused = made.without(movements);
    unused.places().forEach(place -> stock(place.sku()).remove(place.location()));
    return unused;
  }

  /** A reservation whose row is locked. */
  public void locked(Reservation reservation) {
    holds.put(reservation.id(), reservation);
  }

  /** All locked levels of a sku; without any level when it was never in stock. */
  public Stock stock(String sku) {
    return skuToStock.computeIfAbsent(sku, Stock::new);
  }

  /** The level at a place, which the change has asked to exist. */
  public Level level(Place place) {
    Level level = stock(place.sku()).at(place.location());
    if (level == null) {
      throw Problem.notFound("location " + place.location());
    }
    return level;
  }

  public @Nullable Reservation hold(UUID id) {
    return holds.get(id);
  }

  /** The reservation, or {@code not_found}. */
  public Reservation requireHold(UUID id) {
    Reservation hold = holds.get(id);
    if (hold == null) {
      throw Problem.notFound("reservation " + id);
    }
    return hold;
  }

  /**
   * Writes into the ledger and moves the level.
   *
   * @throws Problem {@code insufficient_stock} when the level, or the sku as a whole, would promise
   *     more than policy allows
   */
  public Movement book(Place place, MovementKind kind, Deltas deltas, Cause cause) {
    return book(place, kind, deltas, cause, "");
  }

  /**
   * The same.
   *
   * @param pointer to what a refusal is about in the request, or in the document that it is about
   */
  Movement book(Place place, MovementKind kind, Deltas deltas, Cause cause, String pointer) {
    Movement movement = new Movement(place, kind, deltas, cause, true);
    if (!deltas.isNothing()) {
      move(place, deltas, pointer);
      movements.add(movement);
    }
    return movement;
  }

  /**
   * A count that changes nothing is no entry, but for the first of a place: that nothing is there
   * is then what the ledger begins with.
   */
  void noteCount(Movement count) {
    Place place = count.place();
    boolean isFirst =
        made.places().contains(place)
            && movements.stream().noneMatch(known -> known.place().equals(place));
    if (isFirst) {
      movements.add(count);
    }
  }

  /**
   * Passes units on from one reference to another: two entries, which the level sees as one move.
   *
   * @param given what one has no longer
   * @param taken what the other has instead, at the same place
   */
  void passOn(Movement given, Movement taken) {
    move(given.place(), given.deltas().plus(taken.deltas()), "");
    movements.add(given);
    movements.add(taken);
  }

  private void move(Place place, Deltas deltas, String pointer) {
    Level level = level(place);
    level.move(deltas);
    Stock stock = stock(place.sku());
    if (!level.isSound() || (deltas.free() < 0 && stock.owesTooMuch(stock.limits()))) {
      level.move(deltas.negated());
      throw Shortage.of(stock, level, deltas, pointer);
    }
  }

  /**
   * Writes into the ledger what a level has drifted by, so that the ledger adds up to the level
   * again; whoever does this moves the level afterwards to where it should be.
   */
  void noteDrift(Place place, Deltas drift, Cause cause) {
    movements.add(new Movement(place, MovementKind.REPAIRED, drift, cause, false));
  }

  /** A new hold, to be written. */
  void add(Reservation reservation) {
    holds.put(reservation.id(), reservation);
    fresh.put(reservation.id(), reservation);
  }

  /** A hold in its next state, to be written. */
  void change(Reservation reservation) {
    holds.put(reservation.id(), reservation);
    Map<UUID, Reservation> target = fresh.containsKey(reservation.id()) ? fresh : changed;
    target.put(reservation.id(), reservation);
  }

  /** News to be told when this is committed. */
  void tell(Event event) {
    events.add(event);
  }

  /**
   * Decides one change.
   *
   * @return its result
   * @throws Problem when it is refused; nothing of it remains
   */
  public <T> T decide(StockChange<T> change) {
    int mark = movements.size();
    try {
      return change.decide(this);
    } catch (RuntimeException e) {
      undo(mark);
      throw e;
    }
  }

  private void undo(int mark) {
    for (int i = movements.size() - 1; i >= mark; i--) {
      Movement movement = movements.remove(i);
      if (movement.movesLevel()) {
        level(movement.place()).move(movement.deltas().negated());
      }
    }
  }

  /** Whether there is nothing to be written. */
  public boolean isEmpty() {
    return movements.isEmpty() && fresh.isEmpty() && changed.isEmpty();
  }

  public List<Movement> movements() {
    return movements;
  }

  public Collection<Reservation> freshHolds() {
    return fresh.values();
  }

  public Collection<Reservation> changedHolds() {
    return changed.values();
  }

  public List<Event> events() {
    return events;
  }

  /** By how much levels move in all, for those that do and those that are new. */
  public Map<Place, Deltas> moves() {
    Map<Place, Deltas> moves = new LinkedHashMap<>();
    for (Movement movement : movements) {
      if (movement.movesLevel()) {
        moves.merge(movement.place(), movement.deltas(), Deltas::plus);
      }
    }
    moves
        .entrySet()
        .removeIf(move -> move.getValue().isNothing() && !made.places().contains(move.getKey()));
    return moves;
  }

  /** The skus that the ledger tells something new of, each once. */
  public Set<String> movedSkus() {
    Set<String> moved = new LinkedHashSet<>();
    for (Movement movement : movements) {
      moved.add(movement.place().sku());
    }
    return moved;
  }

  /**
   * The stocks, now written, whose count is another than before: they have more or less room, or
   * there was nothing to count. A hold that becomes a promise leaves the count alone.
   */
  public Set<Stock> recountedStocks() {
    Set<Stock> recounted = new LinkedHashSet<>();
    for (Movement movement : movements) {
      Stock stock = stock(movement.place().sku());
      if (movement.deltas().free() != 0 || stock.version() <= 1) {
        recounted.add(stock);
      }
    }
    return recounted;
  }

  /** Says that the levels are written, so that their versions are those of the store. */
  public void written() {
    moves().keySet().forEach(place -> level(place).written());
  }
}
