package io.ecart.order;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.Optional;

/** Where new orders are written, many at once. */
public interface Placements {

  /** How the writing of one order ended. */
  enum Outcome {
    /** It is durable, with its event and its idempotency record. */
    WRITTEN,
    /** Another request with the same key was first; nothing of this one was written. */
    KEY_TAKEN,
    /** Nothing of it was written, nor ever will be. */
    NOT_WRITTEN,
    /** The database went away in between, and cannot say. */
    UNKNOWN
  }

  /** The next order number; numbers are never used twice, but some are never used. */
  Future<Long> nextNumber();

  /** Writes an order; fails with {@code unavailable}, nothing written, when too many wait. */
  Future<Outcome> write(Placement placement);

  /**
   * The answer stored under a key.
   *
   * @return empty when the key is new; fails with {@code idempotency_mismatch}
   */
  Future<Optional<Reply>> answered(IdempotencyKey key);

  /**
   * Stores a refusal under its key.
   *
   * @return false when another answer is stored there already
   */
  Future<Boolean> refuse(IdempotencyKey key, Reply refusal);
}
