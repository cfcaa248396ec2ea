package io.ecart.inventory;

import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Lets one repair after the other look at the books, of all instances: what two have found at once
 * would be repaired twice.
 */
@FunctionalInterface
public interface RepairTurn {

  /**
   * Takes the turn, and gives it back when the work is done.
   *
   * @param work from the audit to the commit
   * @return its answer; fails with {@code illegal_state} while somebody else has the turn
   */
  Future<Reply> take(Supplier<Future<Reply>> work);
}
