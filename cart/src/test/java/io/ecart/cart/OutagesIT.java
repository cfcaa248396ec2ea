package io.ecart.cart;

import static io.ecart.cart.Shop.CARTS;
import static io.ecart.cart.Shop.item;
import static io.ecart.cart.Shop.quantity;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutagesIT {

  @Test
  void killedRedisMeans503UntilItIsBackWithItsCarts(@TempDir Path folder) {
    try (RedisServer redis = RedisServer.start(RedisOptions.keptIn(folder));
        Shop shop = Shop.open("REDIS_URL", redis.uri())) {
      shop.products.put("mug", 1999);
      String cart = shop.guestCartOf(3, "mug");
      redis.kill();
      Await.until(() -> shop.probe.get(cart).status() == 503);
      Answer away = shop.probe.post(CARTS).expect(503);
      assertEquals("1", away.header("Retry-After"));
      assertEquals("unavailable", away.json().getString("code"));
      assertEquals(503, shop.ready().status());
      HttpProbe keyed = shop.probe.with("Idempotency-Key", "k");
      keyed.post(cart + "/items", item("mug", 1)).expect(503);

      redis.restart();
      Await.until(() -> shop.ready().status() == 200);
      assertEquals(3, item(shop.probe.get(cart).expect(200), 0).getInteger("quantity"));
      keyed.post(cart + "/items", item("mug", 1)).expect(200);
    }
  }

  @Test
  void fullRedisMeans503() {
    try (RedisServer redis = RedisServer.start(RedisOptions.throwAway().withMaxMemoryMb(2));
        Shop shop = Shop.open("REDIS_URL", redis.uri())) {
      Await.until(
          () ->
              IntStream.range(0, 100)
                  .mapToObj(i -> shop.probe.postAsync(CARTS, new JsonObject()))
                  .toList()
                  .stream()
                  .anyMatch(answer -> answer.join().status() == 503));
      assertEquals(200, shop.ready().status());
    }
  }

  @Test
  void awayCatalogueLeavesReadsAndChangesOfKnownLines() {
    try (Shop shop = Shop.open()) {
      shop.products.put("mug", 1999);
      shop.products.put("tea", 450);
      String cart = shop.guestCartOf(1, "mug");
      shop.products.put("mug", 2500);
      shop.products.goAway();
      Answer read = shop.probe.get(cart).expect(200);
      JsonObject line = item(read, 0);
      assertEquals(1999, line.getJsonObject("unitPrice").getInteger("amount"));
      assertEquals("The mug", line.getString("name"));
      assertEquals("[]", line.getJsonArray("warnings").encode());
      assertEquals(
          4,
          item(shop.probe.put(cart + "/items/mug", quantity(4)).expect(200), 0)
              .getInteger("quantity"));
      Answer unknown = shop.probe.post(cart + "/items", item("tea", 1)).expect(503);
      assertEquals("1", unknown.header("Retry-After"));
      shop.products.comeBack();
      Await.until(
          () -> item(shop.probe.get(cart), 0).getJsonArray("warnings").contains("price_changed"));
      shop.probe.post(cart + "/items", item("tea", 1)).expect(201);
    }
  }

  @Test
  void silentCatalogueIsNotAskedByEveryRead() {
    try (Shop shop = Shop.open()) {
      shop.products.put("mug", 1999);
      String cart = shop.guestCartOf(1, "mug");
      shop.products.goSilent();
      shop.probe.get(cart).expect(200);
      int asked = shop.products.asked();
      for (int i = 0; i < 20; i++) {
        shop.probe.get(cart).expect(200);
      }
      assertEquals(asked, shop.products.asked());
    }
  }
}
