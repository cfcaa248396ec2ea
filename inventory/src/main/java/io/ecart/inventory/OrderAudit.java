package io.ecart.inventory;

import io.ecart.inventory.LedgerAudit.Claim;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Knows what open orders must have a claim on. */
@FunctionalInterface
public interface OrderAudit {

  /**
   * What orders that nobody has touched for a while still wait for; fails when order cannot be
   * asked.
   */
  Future<List<Claim>> openClaims(Duration untouchedFor);
}
