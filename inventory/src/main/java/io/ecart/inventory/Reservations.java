package io.ecart.inventory;

import io.vertx.core.Future;

/** Takes wishes to hold stock. */
@FunctionalInterface
public interface Reservations {

  /** The hold; fails with {@code insufficient_stock}, naming the short lines. */
  Future<Reservation> reserve(Reserve wish);
}
