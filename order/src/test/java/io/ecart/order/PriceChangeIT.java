package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventProducer;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Prices are believed for a while, but not longer than until a change is told. */
class PriceChangeIT {

  @Test
  void aPriceHoldsUntilItsChangeIsTold() {
    try (OrderWorld world = new OrderWorld().set("CATALOGUE_FRESH", "1h").start()) {
      assertEquals(100, total(world));
      world.product.sells("A", 150);
      assertEquals(100, total(world));
      KafkaSettings kafka = new KafkaSettings(Servers.kafka().bootstrap(), 1, Duration.ofMillis(1));
      EventProducer producer = new EventProducer(world.vertx, kafka, "test");
      Await.until(
          "the told price to count",
          () -> {
            Await.get(producer.send("product.events", "A", told(2, 175)));
            return total(world) == 175;
          });
      Await.get(producer.send("product.events", "A", told(1, 50)));
      Await.get(producer.send("product.events", "B", told("B", 2, 1_000)));
      Await.until(
          "the last event to be read",
          () -> world.place(line("B", 1)).getJsonObject("total").getInteger("amount") == 1_000);
      assertEquals(175, total(world));
      Await.get(producer.close());
    }
  }

  private static int total(OrderWorld world) {
    return world.place(line("A", 1)).getJsonObject("total").getInteger("amount");
  }

  private static String told(int version, long price) {
    return told("A", version, price);
  }

  private static String told(String sku, int version, long price) {
    JsonObject product = FakeProduct.product(sku, price, "EUR", "active", version);
    JsonObject data = new JsonObject().put("product", product);
    return Event.of("product", "product.price-changed", sku, Instant.now(), data).toJson().encode();
  }
}
