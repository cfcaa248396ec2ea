package io.ecart.local.demo;

/** There is no shop at the address, or it has gone away. */
public final class ShopGoneException extends RuntimeException {
  ShopGoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
