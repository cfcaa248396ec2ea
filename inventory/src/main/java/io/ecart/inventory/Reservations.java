package io.ecart.inventory;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Takes wishes to hold stock. */
public interface Reservations {

  /** The hold; fails with {@code insufficient_stock}, naming the short lines. */
  Future<Reservation> reserve(Reserve wish);

  /** Like {@link #reserve(Reserve)}, for a wish that may have been granted before. */
  Future<Reservation> reserveAgain(Reserve wish);

  /** Like {@link #reserve(Reserve)}, once per key: a repeat gets the first answer again. */
  Future<Reply> reserve(Reserve wish, IdempotencyKey key, Function<Reservation, Reply> answer);

  /**
   * Many wishes, each on its own, once per key.
   *
   * @param answer makes the answer of all outcomes, in order
   */
  Future<Reply> reserveAll(
      List<Reserve> wishes, IdempotencyKey key, Function<List<Future<Reservation>>, Reply> answer);
}
