package io.ecart.cart;

/**
 * Somebody at a cart.
 *
 * @param cartId which cart
 * @param shopper the caller's subject; empty without a token
 * @param version the only version of the cart that is acceptable; {@link #ANY} for any
 * @param once how repeats of the request are known
 */
public record Visit(String cartId, String shopper, long version, Once once) {
  public static final long ANY = -1;

  Visit at(String otherCart) {
    return new Visit(otherCart, shopper, version, once);
  }
}
