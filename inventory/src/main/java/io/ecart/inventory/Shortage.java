package io.ecart.inventory;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Why a level cannot be moved.
 *
 * @param requested units that were to be taken
 * @param available units that can be taken
 */
record Shortage(long requested, long available) {

  /**
   * The refusal of a move.
   *
   * @param level as it is
   * @param wanted what it was to change by
   * @param pointer to what the refusal is about
   */
  static Problem of(Stock stock, Level level, Deltas wanted, String pointer) {
    Shortage shortage = largest(stock, level, wanted);
    String detail = "Too few units of " + level.sku() + " are free at " + level.location();
    JsonObject extra =
        new JsonObject()
            .put("sku", level.sku())
            .put("location", level.location())
            .put("requested", shortage.requested())
            .put("available", shortage.available());
    FieldError error = new FieldError(pointer, "insufficient_stock", detail, extra);
    return Problem.of(ProblemCode.INSUFFICIENT_STOCK, detail, List.of(error));
  }

  /**
   * Of all that would be taken, that of which most is not there: with so much less, nothing of the
   * rest is short. What is free comes first.
   */
  private static Shortage largest(Stock stock, Level level, Deltas wanted) {
    Deltas there = level.units();
    List<Shortage> all =
        List.of(
            new Shortage(-wanted.free(), free(stock, level)),
            new Shortage(wanted.unavailable() - wanted.onHand(), level.undamaged()),
            new Shortage(-wanted.onHand(), there.onHand()),
            new Shortage(-wanted.unavailable(), there.unavailable()),
            new Shortage(-wanted.allocated(), there.allocated()),
            new Shortage(-wanted.reserved(), there.reserved()),
            new Shortage(-wanted.incoming(), there.incoming()));
    return all.stream()
        .filter(Shortage::isOne)
        .reduce((most, next) -> next.missing() > most.missing() ? next : most)
        .orElse(all.get(0));
  }

  /** What a closed place has free is not free for the sku as a whole, but can be moved away. */
  private static long free(Stock stock, Level level) {
    long here = level.free() + level.limits().backorder();
    long inAll = stock.free() + stock.limits().backorder();
    return Math.max(0, level.active() ? Math.min(here, inAll) : here);
  }

  private boolean isOne() {
    return requested > 0 && missing() > 0;
  }

  private long missing() {
    return requested - available;
  }
}
