package io.ecart.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger; it has an id once it is written. It moves the level that it is about,
 * unless it only notes down that the level has moved without an entry.
 */
public final class Movement {
  /** One entry says this many units of each kind at most. */
  public static final long MAX_UNITS = Integer.MAX_VALUE;

  private final Place place;
  private final MovementKind kind;
  private final Deltas deltas;
  private final Cause cause;
  private final boolean movesLevel;
  private long id;
  private @Nullable Instant at;

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

  /** When it was written, as the ledger says; null as long as it was not. */
  public @Nullable Instant at() {
    return at;
  }

  public void written(long number, Instant time) {
    id = number;
    at = time;
  }
}
