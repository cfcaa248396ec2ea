package io.ecart.cart;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Keeps which checkout of a cart is open, so that it survives this process. */
public interface CheckoutStore {

  /**
   * Opens a checkout or notes one more try of it, if nothing has changed since the cart was read.
   *
   * @param seen the cart as it was read
   * @return whether it was noted; false when the cart has changed meanwhile, or its number is used
   */
  Future<Boolean> take(Visit visit, Cart seen, OpenCheckout checkout);

  /** Closes a checkout that became no order; the cart stays as it is, and its number is used up. */
  Future<Void> release(Visit visit, OpenCheckout checkout);

  /**
   * Takes what was ordered out of the cart; once, however often it is called.
   *
   * @param body what the order service was asked for
   * @param order what it made
   */
  Future<Void> finish(Visit visit, OpenCheckout checkout, JsonObject body, JsonObject order);
}
