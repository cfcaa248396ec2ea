package io.ecart.inventory;

import io.ecart.inventory.Bookings.Booking;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Transfers or purchase orders, each written in one transaction with what it books.
 *
 * @param <D> the document
 */
public interface StockDocuments<D> {

  /** A step in a document's life: the document as it is then, and what it books. */
  record Step<D>(D document, List<Booking> bookings) {}

  /**
   * Who wants a step, and how often at most.
   *
   * @param cause of the ledger entries; their reference is the document's own
   * @param key null for a request without one
   * @param answer what to tell of the document
   */
  record Wish<D>(Cause cause, @Nullable IdempotencyKey key, Function<D, Reply> answer) {}

  /**
   * Adds a document.
   *
   * @param first complete; its refusal is the answer, unless the key has one from before
   */
  Future<Reply> add(Future<Step<D>> first, Wish<D> wish);

  /**
   * Takes a step from the document as it is; fails with {@code not_found} or what the step says.
   */
  Future<Reply> change(UUID id, Function<D, Step<D>> step, Wish<D> wish);

  Future<Optional<D>> find(UUID id);

  /**
   * Newest first.
   *
   * @param below only those with a smaller id; null for all
   */
  Future<List<D>> list(@Nullable UUID below, int limit);
}
