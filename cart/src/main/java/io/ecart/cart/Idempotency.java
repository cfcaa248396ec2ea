package io.ecart.cart;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a request with an idempotency key take effect once; its answer is kept for 24 hours. */
public interface Idempotency {

  /**
   * Runs a request, or answers as its first run did.
   *
   * @param key null runs it without any record
   * @param request what is to be done; it hands {@link Once} on to the store
   * @return fails with {@code idempotency_mismatch} for another request under the same key, and
   *     with {@code idempotency_in_flight} while the first one runs
   */
  Future<Reply> once(@Nullable IdempotencyKey key, Function<Once, Future<Reply>> request);
}
