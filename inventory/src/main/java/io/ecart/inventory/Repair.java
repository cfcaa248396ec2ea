package io.ecart.inventory;

import io.ecart.inventory.Drift.Source;
import io.ecart.runtime.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings one level back to what it must be, by entries only: a first one writes down what the level
 * has drifted by, so that the ledger adds up to it; a second takes level and ledger together to the
 * number that is right. The sum of the ledger is the same before and after. What one entry cannot
 * say is said in several.
 */
public record Repair(Drift drift, Cause cause) implements StockChange<List<Movement>> {
  private static final long MAX_STEPS = 500;
  private static final long MAX_UNITS = MAX_STEPS * Movement.MAX_UNITS;

  /**
   * What can be repaired, in the order in which it must be: first levels are made the sums of their
   * movements, then they are held against the open holds.
   */
  public static List<Drift> inOrder(List<Drift> found) {
    List<Drift> ordered = new ArrayList<>();
    Map<Place, Long> placeToReserved = new HashMap<>();
    for (Drift drift : found) {
      if (drift.source() == Source.LEDGER) {
        ordered.add(drift);
        if (drift.field().equals("reserved")) {
          placeToReserved.put(drift.place(), drift.expected());
        }
      }
    }
    for (Drift drift : found) {
      if (drift.source() == Source.HOLDS) {
        long actual = placeToReserved.getOrDefault(drift.place(), drift.actual());
        ordered.add(
            new Drift(drift.source(), drift.place(), drift.field(), drift.expected(), actual));
      }
    }
    return ordered;
  }

  @Override
  public List<Place> places() {
    return List.of(drift.place());
  }

  @Override
  public void skus(Books books, Consumer<String> sink) {
    sink.accept(drift.place().sku());
  }

  /**
   * @throws Problem when more than a thousand entries would be needed; who has drifted so far needs
   *     somebody to look
   */
  @Override
  public List<Movement> decide(Books books) {
    List<Movement> movements = new ArrayList<>();
    long left = drift.expected() - drift.actual();
    if (left > MAX_UNITS || left < -MAX_UNITS) {
      throw Problem.illegalState(drift.place().sku() + " has drifted too far to be repaired");
    }
    while (left != 0) {
      long units = Math.max(-Movement.MAX_UNITS, Math.min(left, Movement.MAX_UNITS));
      movements.add(book(books, of(drift.field(), units)));
      left -= units;
    }
    return movements;
  }

  private Movement book(Books books, Deltas back) {
    if (drift.source() == Source.LEDGER) {
      books.noteDrift(drift.place(), back.negated(), cause.because("drift", cause.note()));
    }
    return books.book(
        drift.place(), MovementKind.REPAIRED, back, cause.because("repair", cause.note()));
  }

  private static Deltas of(String field, long units) {
    return switch (field) {
      case "onHand" -> Deltas.onHand(units);
      case "reserved" -> Deltas.reserved(units);
      case "allocated" -> Deltas.allocated(units);
      case "unavailable" -> new Deltas(0, 0, 0, units, 0);
      case "incoming" -> Deltas.incoming(units);
      default -> throw new IllegalArgumentException("No level has a " + field);
    };
  }
}
