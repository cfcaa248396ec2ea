package io.ecart.inventory;

import io.ecart.runtime.lifecycle.ServiceMain;

/** Inventory as a process of its own. */
public final class InventoryMain {
  private InventoryMain() {}

  public static void main(String[] args) {
    ServiceMain.run("inventory", InventoryConfig::read, InventoryVerticle::new);
  }
}
