package io.ecart.product;

import io.ecart.runtime.lifecycle.ServiceMain;

/** The product service as a process of its own. */
public final class ProductMain {
  private ProductMain() {}

  public static void main(String[] args) {
    ServiceMain.run("product", ProductConfig::read, ProductVerticle::new);
  }
}
