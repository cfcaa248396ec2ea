package io.ecart.inventory;

/**
 * One entry of the ledger; it has an id once it is written. It moves the level that it is about,
 * unless it only notes down that the level has moved without an entry.
 */
public final class Movement {
  private final Place place;
  private final MovementKind kind;
  private final Deltas deltas;
  private final Cause cause;
  private final boolean movesLevel;
  private long id;

  Movement(Place place, MovementKind kind, Deltas deltas, Cause cause, boolean movesLevel) {
    this.place = place;
    this.kind = kind;
    this.deltas = deltas;
    this.cause = cause;
    this.movesLevel = movesLevel;
  }

  public Place place() {
    return place;
  }

  public MovementKind kind() {
    return kind;
  }

  public Deltas deltas() {
    return deltas;
  }

  public Cause cause() {
    return cause;
  }

  boolean movesLevel() {
    return movesLevel;
  }

  /** Its number in the ledger; 0 for a movement that changed nothing and was not written. */
  public long id() {
    return id;
  }

  public void written(long number) {
    id = number;
  }
}
