package io.ecart.inventory;

import io.vertx.core.json.JsonObject;

/**
 * Stock of one sku at one place. Read from the store, and while its row is locked the working copy
 * on which changes are decided; only {@link Books} moves it.
 */
public final class Level {
  private final Place place;
  private final int priority;
  private final boolean active;
  private final Limits limits;
  private Deltas units;
  private long version;

  /**
   * @param priority places with a smaller number are taken from first
   * @param active whether the place takes part in selling
   * @param units the level itself, as the sum of all deltas so far
   */
  public Level(
      Place place, int priority, boolean active, Limits limits, Deltas units, long version) {
    this.place = place;
    this.priority = priority;
    this.active = active;
    this.limits = limits;
    this.units = units;
    this.version = version;
  }

  public Place place() {
    return place;
  }

  public String sku() {
    return place.sku();
  }

  public String location() {
    return place.location();
  }

  public int priority() {
    return priority;
  }

  public boolean active() {
    return active;
  }

  public Limits limits() {
    return limits;
  }

  public Deltas units() {
    return units;
  }

  public long version() {
    return version;
  }

  /** Units here that nobody has a claim on; negative when more is promised than there is. */
  public long free() {
    return units.free();
  }

  /** Undamaged units here, promised ones included, as far as others may wait for theirs. */
  long onHandForSale() {
    return Math.min(undamaged(), free() + limits.backorder());
  }

  /** Units here that can leave, whoever has a claim on them. */
  long undamaged() {
    return units.onHand() - units.unavailable();
  }

  void move(Deltas deltas) {
    units = units.plus(deltas);
  }

  void written() {
    version++;
  }

  /** Whether the store would accept this level: the same rule as its constraints. */
  boolean isSound() {
    return units.onHand() >= 0
        && units.reserved() >= 0
        && units.allocated() >= 0
        && units.unavailable() >= 0
        && units.incoming() >= 0
        && undamaged() >= 0
        && free() >= -limits.backorder();
  }

  /** This place's part of the staff view; what an inactive place holds is not available. */
  JsonObject toJson() {
    long available = active ? free() : Math.min(free(), 0);
    return new JsonObject()
        .put("location", location())
        .put("active", active)
        .put("onHand", units.onHand())
        .put("reserved", units.reserved())
        .put("allocated", units.allocated())
        .put("unavailable", units.unavailable() + free() - available)
        .put("available", available)
        .put("incoming", units.incoming());
  }
}
