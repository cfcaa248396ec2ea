package io.ecart.cart;

import io.vertx.core.Future;

/**
 * Where carts are. Every operation is one atomic step: it happens whole, its event included, or not
 * at all. Carts that are not there, and those of other customers, are {@code not_found}; another
 * version than the visit expects is {@code version_mismatch}; a store that is away is {@code
 * unavailable}.
 */
public interface CartStore {

  /**
   * A changed cart.
   *
   * @param cart as it is now
   * @param isNewLine whether the change made a new line
   */
  record Changed(Cart cart, boolean isNewLine) {}

  /** Makes an empty cart of the visit's id; a customer's newest cart is the current one. */
  Future<Cart> create(Visit visit);

  /** The customer's current cart; an empty one of the visit's id when there is none. */
  Future<Cart> current(Visit visit);

  Future<Cart> read(Visit visit);

  /**
   * Changes a line; quantity 0 removes it.
   *
   * @return fails with {@code invalid_request} when the quantity does not fit or the cart would
   *     cost too much, and with {@code illegal_state} when it has too many lines or another currency
   */
  Future<Changed> put(Visit visit, ItemChange change);

  Future<Void> delete(Visit visit);

  /**
   * Moves all lines of another cart into this one; does nothing when that has been done before.
   *
   * @return fails with {@code illegal_state} when they do not all fit, while the other cart is being
   *     checked out, and when it is a customer's and this one a guest's
   */
  Future<Cart> merge(Visit visit, String from);
}
