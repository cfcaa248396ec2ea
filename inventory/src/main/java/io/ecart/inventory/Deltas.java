package io.ecart.inventory;

/** What one movement changes about a level, in units; negative takes away. */
public record Deltas(long onHand, long reserved, long allocated, long unavailable, long incoming) {
  public static final Deltas NONE = new Deltas(0, 0, 0, 0, 0);

  public static Deltas onHand(long units) {
    return new Deltas(units, 0, 0, 0, 0);
  }

  /** A hold takes units, or with a negative number gives them back. */
  public static Deltas reserved(long units) {
    return new Deltas(0, units, 0, 0, 0);
  }

  /** An order is promised units, or with a negative number is promised them no longer. */
  public static Deltas allocated(long units) {
    return new Deltas(0, 0, units, 0, 0);
  }

  /** Promised units leave the house. */
  public static Deltas shipped(long units) {
    return new Deltas(-units, 0, -units, 0, 0);
  }

  /** Units arrive that cannot be sold. */
  public static Deltas damaged(long units) {
    return new Deltas(units, 0, 0, units, 0);
  }

  public static Deltas incoming(long units) {
    return new Deltas(0, 0, 0, 0, units);
  }

  public Deltas plus(Deltas other) {
    return new Deltas(
        onHand + other.onHand,
        reserved + other.reserved,
        allocated + other.allocated,
        unavailable + other.unavailable,
        incoming + other.incoming);
  }

  public Deltas negated() {
    return new Deltas(-onHand, -reserved, -allocated, -unavailable, -incoming);
  }

  /** By how much the units grow that nobody has a claim on. */
  public long free() {
    return onHand - unavailable - reserved - allocated;
  }

  public boolean isNothing() {
    return onHand == 0 && reserved == 0 && allocated == 0 && unavailable == 0 && incoming == 0;
  }
}
