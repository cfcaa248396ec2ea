package io.ecart.inventory;

import io.vertx.core.Future;
import java.util.List;

/** Holds levels against what they must add up to, each comparison within one snapshot. */
public interface LedgerAudit {

  /** Levels that are not the sum of their movements; at most a thousand numbers. */
  Future<List<Drift>> ledger();

  /** Levels whose reserved units are not those of the open holds; at most a thousand numbers. */
  Future<List<Drift>> holds();

  /**
   * What orders have claimed according to the ledger, reserved and allocated, by order, sku and
   * location.
   */
  Future<List<Claim>> claims(List<String> references);

  /** Units that an order has a claim on. */
  record Claim(String reference, Place place, long units) {}
}
