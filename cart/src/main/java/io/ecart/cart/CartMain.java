package io.ecart.cart;

import io.ecart.runtime.lifecycle.ServiceMain;

/** Runs the cart service alone. */
public final class CartMain {
  private CartMain() {}

  public static void main(String[] args) {
    ServiceMain.run("cart", CartConfig::read, CartVerticle::new);
  }
}
