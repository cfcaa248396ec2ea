package io.ecart.product;

import static io.ecart.product.ProductServer.product;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonObject;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is read after stock changed, when answers are remembered for longer than any test takes. */
class RememberedAvailabilityIT {
  private static ProductServer server;

  @BeforeAll
  static void start() {
    server = new ProductServer(Map.of("AVAILABILITY_REMEMBERED", "1h"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void stockThatComesAfterTheProductIsSeenAtOnce() {
    create("R-1");

    server.inventory().stock("R-1", 5);

    assertEquals(5, available("R-1"));
  }

  @Test
  void whatWasReadIsReadAnewWhenAnEventTellsOfAChange() {
    create("R-2");
    server.inventory().stock("R-2", 5);
    assertEquals(5, available("R-2"));
    server.inventory().stock("R-2", 4);
    assertEquals(5, available("R-2"), "what nobody told of is remembered");

    tell("R-2", 4);

    Await.until("the event", () -> available("R-2") == 4);
  }

  private static void create(String sku) {
    server.staff().post("/api/v1/products", product(sku, sku, 100)).expect(201);
  }

  private static long available(String sku) {
    JsonObject read = server.guest().get("/api/v1/products/" + sku).expect(200).json();
    return read.getJsonObject("availability").getLong("available");
  }

  private static void tell(String sku, long available) {
    JsonObject data = new JsonObject().put("available", available).put("version", 2);
    Event event = Event.of("inventory", "stock.changed", sku, Instant.now(), data);
    KafkaProducer<String, String> producer =
        KafkaProducer.create(
            server.vertx(),
            Map.of("bootstrap.servers", Servers.kafka().bootstrap()),
            new StringSerializer(),
            new StringSerializer());
    Await.get(
        producer
            .send(KafkaProducerRecord.create("inventory.events", sku, event.toJson().encode()))
            .eventually(producer::close));
  }
}
