package io.ecart.order;

import io.ecart.runtime.lifecycle.ServiceMain;

/** Starts the order service as a process of its own. */
public final class OrderMain {
  private OrderMain() {}

  public static void main(String[] args) {
    ServiceMain.run("order", OrderConfig::read, OrderVerticle::new);
  }
}
