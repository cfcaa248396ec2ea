package io.ecart.inventory;

import io.vertx.core.Future;
import java.util.List;

/** Holds levels against what they must add up to, each comparison within one snapshot. */
public interface LedgerAudit {

  /** Levels that are not the sum of their movements; at most a thousand numbers. */
  Future<List<Drift>> ledger();

  /**
   * Levels whose reserved units are not those of the open holds, orders' holds apart, which are
   * promises; at most a thousand numbers.
   */
  Future<List<Drift>> holds();

  /**
   * Of what orders must have been promised, that which the ledger does not show for them. What an
   * order grew by is held under a reference of its own until the order's event is booked, however
   * late; so a claim is left out while other holds for orders have the missing units at its
   * place. Not those of orders that are claimed for, nor new ones: these orders have not grown
   * that lately. At most a thousand.
   *
   * @param claims of orders that nobody has touched for a minute at least
   */
  Future<List<Shortfall>> shortfalls(List<Claim> claims);

  /** Units that an order has a claim on. */
  record Claim(String reference, Place place, long units) {}

  /**
   * A claim that the ledger does not bear out.
   *
   * @param units what the ledger shows of it
   */
  record Shortfall(Claim claim, long units) {}
}
