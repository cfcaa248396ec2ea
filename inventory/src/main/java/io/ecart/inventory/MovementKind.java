package io.ecart.inventory;

import java.util.Locale;

/** Why a level changed; in JSON and in the ledger in lower case. */
public enum MovementKind {
  /** Goods came in. */
  RECEIVED,
  /** A hold was taken. */
  RESERVED,
  /** A hold was given back. */
  RELEASED,
  /** A hold ran out. */
  EXPIRED,
  /** Units were promised to an order, or a hold became such a promise. */
  ALLOCATED,
  /** An order no longer needs what it was promised. */
  DEALLOCATED,
  /** Goods went to a customer. */
  SHIPPED,
  /** Goods came back from a customer. */
  RETURNED,
  /** Somebody corrected the books. */
  ADJUSTED,
  /** Goods left for, are on their way to, or arrived at another location. */
  TRANSFERRED,
  /** Goods were ordered from a supplier, or no longer are. */
  ORDERED,
  /** The drift audit corrected the books. */
  REPAIRED;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }
}
