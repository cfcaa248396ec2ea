package io.ecart.inventory;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where all changes of stock are handed in; what succeeds is durable. */
public interface StockWriter {

  /**
   * Changes stock together with whatever else is being changed right now.
   *
   * @return the result; fails with the change's own problem, or {@code unavailable}
   */
  <T> Future<T> submit(StockChange<T> change);

  /**
   * Like {@link #submit}, once per key: the answer is stored in the transaction of the change, and
   * a repeat gets it again.
   *
   * @param key null for a request without one
   * @param answer makes the answer of the result
   */
  <T> Future<Reply> submit(
      StockChange<T> change, @Nullable IdempotencyKey key, Function<T, Reply> answer);

  /**
   * Decides many changes in one transaction of their own; each may fail alone.
   *
   * @param answer makes the answer of all outcomes, in order
   */
  <T> Future<Reply> submitAll(
      List<? extends StockChange<T>> changes,
      @Nullable IdempotencyKey key,
      Function<List<Future<T>>, Reply> answer);
}
