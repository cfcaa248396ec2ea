package io.ecart.inventory;

/** One entry of the ledger; it has an id once it is written. */
public final class Movement {
  private final Level level;
  private final MovementKind kind;
  private final Deltas deltas;
  private final Cause cause;
  private long id;

  Movement(Level level, MovementKind kind, Deltas deltas, Cause cause) {
    this.level = level;
    this.kind = kind;
    this.deltas = deltas;
    this.cause = cause;
  }

  public Level level() {
    return level;
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

  /** Its number in the ledger; 0 for a movement that changed nothing and was not written. */
  public long id() {
    return id;
  }

  public void written(long number) {
    id = number;
  }
}
