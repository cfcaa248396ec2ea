package io.ecart.local.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The disk that the logs go to is full: nothing can be printed, and the shop goes on selling. */
class FullDiskIT {
  private static final Path FULL = Path.of("/dev/full");
  private static final String SKU = "DISK-1";

  @Test
  void aServiceThatCannotLogGoesOnSelling() {
    FatJar.assumeBuilt();
    Assumptions.assumeTrue(Files.exists(FULL), "This system has no disk that is always full");
    try (ClusterShop shop = new ClusterShop()) {
      FatJar product = shop.startPrintingTo(FULL, "product");
      FatJar inventory = shop.startPrintingTo(FULL, "inventory");
      product.awaitReady();
      inventory.awaitReady();
      shop.stock(product, inventory, SKU, 100);
      FatJar order = shop.startPrintingTo(FULL, "order");
      order.awaitReady();
      for (int i = 0; i < 20; i++) {
        shop.buy(order, SKU).expect(201);
      }
      assertEquals(143, order.stop());
    }
  }
}
