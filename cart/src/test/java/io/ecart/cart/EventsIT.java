package io.ecart.cart;

import static io.ecart.cart.Shop.form;
import static io.ecart.cart.Shop.item;
import static io.ecart.cart.Shop.quantity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.RecordedEvent;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.KafkaOptions;
import io.ecart.testkit.servers.KafkaServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventsIT {
  private static final List<String> TOPIC = List.of("cart.events");

  @Test
  void everyChangeIsToldInOrderAndAsItsSchemaSays() {
    try (Shop shop = Shop.open();
        EventRecorder events = new EventRecorder(Servers.kafka().bootstrap(), TOPIC)) {
      shop.products.put("mug", 1999);
      String cart = shop.guestCart();
      String id = cart.substring(Shop.CARTS.length() + 1);
      String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      shop.probe.with("traceparent", trace).post(cart + "/items", item("mug", 5)).expect(201);
      shop.probe.put(cart + "/items/mug", quantity(3)).expect(200);
      String order = shop.probe.post(cart + "/checkout", form()).expect(201).json().getString("id");
      shop.probe.put(cart + "/items/mug", quantity(1)).expect(200);
      shop.probe.delete(cart).expect(204);

      List<RecordedEvent> told = events.await("five events", 5, event -> event.key().equals(id));
      assertEquals(
          List.of(
              "item-added 5", "item-removed 2", "checked-out 3", "item-added 1", "item-removed 1"),
          told.stream().map(EventsIT::brief).toList());
      assertEquals(order, told.get(2).data().getString("orderId"));
      assertTrue(
          told.get(0)
              .event()
              .getString("traceparent")
              .contains("4bf92f3577b34da6a3ce929d0e0e4736"));
      assertEquals(5, new HashSet<>(told.stream().map(RecordedEvent::id).toList()).size());
      told.forEach(EventsIT::requireValid);
    }
  }

  @Test
  void abandonedCartIsToldOnceByWhomeverSeesItFirst() {
    String redis = Servers.redisUri();
    try (Shop one = Shop.open("REDIS_URL", redis, "CART_ABANDONED_AFTER", "400ms");
        Shop two = Shop.open("REDIS_URL", redis, "CART_ABANDONED_AFTER", "400ms");
        EventRecorder events = new EventRecorder(Servers.kafka().bootstrap(), TOPIC)) {
      one.products.put("mug", 1999);
      String empty = one.guestCart();
      String cart = one.guestCartOf(2, "mug");
      String id = cart.substring(Shop.CARTS.length() + 1);
      RecordedEvent told = events.awaitType("io.ecart.cart.abandoned.v1", id);
      assertEquals(
          "[{\"sku\":\"mug\",\"quantity\":2}]",
          new JsonObject(told.data().encode()).getJsonArray("items").encode());
      requireValid(told);
      // A later cart's turn comes after every look that could have told the first one again.
      String later = one.guestCartOf(1, "mug").substring(Shop.CARTS.length() + 1);
      events.awaitType("io.ecart.cart.abandoned.v1", later);
      Set<String> keys = new HashSet<>();
      for (RecordedEvent event : events.byType("io.ecart.cart.abandoned.v1")) {
        assertTrue(keys.add(event.key()), "told twice: " + event.key());
      }
      assertTrue(!keys.contains(empty.substring(Shop.CARTS.length() + 1)));
      two.probe.get(cart).expect(200);
    }
  }

  @Test
  void eventsWaitForKafkaAndAreToldByOneOfTwoInstances() {
    String redis = Servers.redisUri();
    try (KafkaServer kafka = KafkaServer.start(KafkaOptions.throwAway());
        Shop one = Shop.open("REDIS_URL", redis, "KAFKA_BOOTSTRAP", kafka.bootstrap());
        Shop two = Shop.open("REDIS_URL", redis, "KAFKA_BOOTSTRAP", kafka.bootstrap());
        EventRecorder events = new EventRecorder(kafka.bootstrap(), TOPIC)) {
      one.products.put("mug", 1999);
      two.products.put("mug", 1999);
      String cart = one.guestCartOf(1, "mug");
      String id = cart.substring(Shop.CARTS.length() + 1);
      events.awaitType("io.ecart.cart.item-added.v1", id);
      kafka.stop();
      for (int i = 0; i < 20; i++) {
        (i % 2 == 0 ? one : two).probe.post(cart + "/items", item("mug", 1)).expect(200);
      }
      kafka.restart();
      Await.until("all events", Duration.ofSeconds(60), () -> events.byKey(id).size() >= 21);
      Set<String> ids = new HashSet<>(events.byKey(id).stream().map(RecordedEvent::id).toList());
      assertEquals(21, ids.size());
    }
  }

  @Test
  void changedProductIsForgottenAtOnce() {
    try (Shop shop = Shop.open("CART_PRICE_CACHE", "1h")) {
      shop.products.put("mug", 1999);
      String cart = shop.guestCartOf(1, "mug");
      shop.products.put("mug", 2500);
      assertEquals(1999, Shop.subtotal(shop.probe.get(cart)));
      ProductTeller teller = new ProductTeller(Servers.kafka().bootstrap());
      Await.until(
          "the new price",
          () -> {
            // Told again and again: the service may not listen yet.
            teller.changed("mug");
            return Shop.subtotal(shop.probe.get(cart)) == 2500;
          });
      teller.close();
    }
  }

  private static String brief(RecordedEvent event) {
    JsonObject data = event.data();
    long quantity =
        data.containsKey("items")
            ? data.getJsonArray("items").getJsonObject(0).getLong("quantity")
            : data.getLong("quantity");
    return event.type().replaceAll("io.ecart.cart.|.v1", "") + " " + quantity;
  }

  private static void requireValid(RecordedEvent event) {
    String name = event.type().replaceAll("^io.ecart.|.v1$", "");
    ContractChecker.requireValid(Path.of("api/events/" + name + ".schema.json"), event.event());
  }
}
