package io.ecart.cart;

import static io.ecart.cart.Shop.item;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConcurrencyIT {
  private static final int ROUNDS = 10;
  private static final int AT_ONCE = 100;

  @Test
  void addsFromEverywhereAllCount() {
    try (Shop shop = Shop.open("CART_PRICE_CACHE", "1m")) {
      shop.products.put("mug", 1999);
      shop.products.put("tea", 450);
      String cart = shop.guestCartOf(1, "mug", "tea");
      long expected = 2;
      for (int round = 0; round < ROUNDS; round++) {
        expected += addAtOnce(shop, cart);
      }
      Answer sum = shop.probe.get(cart).expect(200);
      assertEquals(expected, item(sum, 0).getLong("quantity") + item(sum, 1).getLong("quantity"));
      assertEquals(3 + ROUNDS * AT_ONCE, sum.json().getLong("version"));
    }
  }

  private static long addAtOnce(Shop shop, String cart) {
    long added = 0;
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      int quantity = 1 + i % 3;
      added += quantity;
      answers.add(
          shop.probe.postAsync(cart + "/items", item(i % 2 == 0 ? "mug" : "tea", quantity)));
    }
    answers.forEach(answer -> answer.join().expect(200));
    return added;
  }
}
