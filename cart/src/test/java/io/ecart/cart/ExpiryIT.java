package io.ecart.cart;

import static io.ecart.cart.Shop.CARTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryIT {
  private static final Duration TTL = Duration.ofSeconds(3);

  @Test
  void readCartLivesOnAndUnreadOneGoes() {
    try (Shop shop = Shop.open("CART_GUEST_TTL", "3s", "CART_CUSTOMER_TTL", "3s")) {
      String used = shop.guestCart();
      String unused = shop.guestCart();
      Instant first = shop.probe.get(used).json().getInstant("expiresAt");
      String mine = shop.alice().get(CARTS + "/mine").json().getString("id");
      Instant begin = Instant.now();
      Await.until(
          "twice the time to live",
          () -> {
            shop.probe.get(used).expect(200);
            assertEquals(mine, shop.alice().get(CARTS + "/mine").json().getString("id"));
            return Instant.now().isAfter(begin.plus(TTL.multipliedBy(2)));
          });
      shop.probe.get(unused).expect(404);
      assertTrue(shop.probe.get(used).json().getInstant("expiresAt").isAfter(first));
    }
  }

  @Test
  void guestsAndCustomersHaveTheirOwnTimes() {
    try (Shop shop = Shop.open("CART_GUEST_TTL", "1h", "CART_CUSTOMER_TTL", "2h")) {
      Instant guest = shop.probe.post(CARTS).json().getInstant("expiresAt");
      Instant alice = shop.alice().post(CARTS).json().getInstant("expiresAt");
      assertTrue(Duration.between(guest, alice).compareTo(Duration.ofMinutes(59)) > 0);
    }
  }
}
