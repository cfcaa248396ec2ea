package io.ecart.inventory;

import io.ecart.runtime.problem.FieldError;
import io.vertx.core.Future;
import java.util.List;

/**
 * Says no, quickly, to wishes for what is sold out, so that they never reach the ledger. It knows
 * committed stock only, so its no is always right; its yes is a guess that the ledger decides.
 */
public interface Gate {

  /** The short lines; empty when the wish may go on. Never fails: in doubt it lets through. */
  Future<List<FieldError>> shortLines(Reserve wish);

  /** The ledger has refused what came through: the gate may not know these skus yet. */
  void refusedBehind(Reserve wish);
}
