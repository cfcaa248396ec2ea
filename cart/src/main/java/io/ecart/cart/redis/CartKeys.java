package io.ecart.cart.redis;

/**
 * The names of all keys. One hash tag for all: a script that changes a cart writes the outbox, the
 * index of touched carts and the idempotency record in the same step, and a merge changes two
 * carts, which Redis does only within one slot.
 */
final class CartKeys {
  /** Which cart was touched when, by id: only carts with items that are not told abandoned yet. */
  static final String TOUCHED = "{cart}:touched";

  /** The events that are not published yet. */
  static final String OUTBOX = "{cart}:outbox";

  /** Who publishes them. */
  static final String LEASE = "{cart}:lease";

  private CartKeys() {}

  static String cart(String id) {
    return "{cart}:c:" + id;
  }

  /** The id of a customer's current cart. */
  static String mine(String customer) {
    return "{cart}:of:" + customer;
  }

  /** What is known of a request with an idempotency key; {@code once} is empty for one without. */
  static String once(String once) {
    return "{cart}:once:" + once;
  }
}
