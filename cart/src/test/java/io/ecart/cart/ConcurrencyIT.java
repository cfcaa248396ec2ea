package io.ecart.cart;

import static io.ecart.cart.Shop.item;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConcurrencyIT {
  private static final int ADDS = 1_000;

  @Test
  void addsFromEverywhereAllCount() {
    try (Shop shop = Shop.open("CART_PRICE_CACHE", "1m")) {
      shop.products.put("mug", 1999);
      shop.products.put("tea", 450);
      String cart = shop.guestCartOf(1, "mug", "tea");
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < ADDS; i++) {
        JsonObject item = item(i % 2 == 0 ? "mug" : "tea", 1 + i % 3);
        answers.add(shop.probe.postAsync(cart + "/items", item));
      }
      long expected = 2;
      for (int i = 0; i < ADDS; i++) {
        Answer answer = answers.get(i).join();
        assertEquals(2, answer.status() / 100, answer.text());
        expected += 1 + i % 3;
      }
      Answer sum = shop.probe.get(cart).expect(200);
      assertEquals(expected, item(sum, 0).getLong("quantity") + item(sum, 1).getLong("quantity"));
      assertEquals(3 + ADDS, sum.json().getLong("version"));
    }
  }
}
