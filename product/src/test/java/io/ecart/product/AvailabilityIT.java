package io.ecart.product;

import static io.ecart.product.ProductServer.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.product.FakeInventory.Mood;
import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonObject;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether things are in stock, as inventory says it, tells it, or does neither. */
class AvailabilityIT {
  private static ProductServer server;
  private static KafkaProducer<String, String> producer;

  @BeforeAll
  static void start() {
    server =
        new ProductServer(
            Map.of("AVAILABILITY_REMEMBERED", "0s", "AVAILABILITY_FALLBACK_AGE", "1h"));
    producer =
        KafkaProducer.create(
            server.vertx(),
            Map.of("bootstrap.servers", Servers.kafka().bootstrap()),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  static void stop() {
    Await.get(producer.close());
    server.close();
  }

  @BeforeEach
  void back() {
    server.inventory().become(Mood.ANSWERS);
    create("A-0");
    server.inventory().stock("A-0", 1);
    Await.until("inventory to be asked again", () -> "in_stock".equals(status("A-0")));
  }

  @Test
  void inventoryIsAskedForAPageInOneCall() {
    for (int i = 1; i <= 5; i++) {
      create("P-" + i);
      server.inventory().stock("P-" + i, i % 2);
    }
    int before = server.inventory().questions().size();

    Answer page = server.guest().get("/api/v1/products?skus=P-1,P-2,P-3,P-4,P-5&sort=sku");

    assertEquals(
        List.of("in_stock", "out_of_stock", "in_stock", "out_of_stock", "in_stock"),
        page.expect(200).json().getJsonArray("items").stream()
            .map(item -> ((JsonObject) item).getJsonObject("availability").getString("status"))
            .toList());
    assertEquals(before + 1, server.inventory().questions().size());
  }

  @Test
  void readsAtTheSameTimeShareCalls() {
    create("H-1");
    server.inventory().stock("H-1", 3);
    int before = server.inventory().questions().size();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(server.guest().sendAsync("GET", "/api/v1/products/H-1", "", ""));
    }
    answers.forEach(answer -> answer.join().expect(200));

    int asked = server.inventory().questions().size() - before;
    assertTrue(asked < 100, () -> asked + " calls for 200 reads");
  }

  @Test
  void noneAsksNothing() {
    create("Q-1");
    int before = server.inventory().questions().size();

    JsonObject read =
        server.guest().get("/api/v1/products/Q-1?availability=none").expect(200).json();
    JsonObject page =
        server.guest().get("/api/v1/products?skus=Q-1&availability=none").expect(200).json();

    assertFalse(read.containsKey("availability"));
    assertFalse(page.getJsonArray("items").getJsonObject(0).containsKey("availability"));
    assertEquals(before, server.inventory().questions().size());
  }

  @Test
  void whatInventoryDoesNotKnowIsOutOfStock() {
    create("N-1");

    assertEquals("out_of_stock", status("N-1"));
  }

  @Test
  void anInventoryThatFailsLeavesAvailabilityUnknown() {
    create("F-1");
    server.inventory().become(Mood.FAILS);

    JsonObject availability = read("F-1").getJsonObject("availability");

    assertEquals("unknown", availability.getString("status"));
    assertNull(availability.getValue("available"));
    assertNull(availability.getValue("asOf"));
  }

  @Test
  void anInventoryThatIsSilentIsNotWaitedForAgainAndAgain() {
    create("S-1");
    server.inventory().become(Mood.SILENT);
    int before = server.inventory().questions().size();

    long begun = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertEquals("unknown", status("S-1"));
    }
    long tookMs = (System.nanoTime() - begun) / 1_000_000;

    // Each question that is not answered costs its 300 ms, and one a second is asked.
    int asked = server.inventory().questions().size() - before;
    assertTrue(asked <= 1 + tookMs / 1_000, asked + " questions in " + tookMs + " ms");
  }

  @Test
  void theLastEventStandsInWhileInventoryIsAway() {
    create("E-1");
    create("E-2");
    tell("E-2", 9, 1, Instant.now().minusSeconds(7_200));
    tell("E-1", 4, 2, Instant.now());
    Await.until("the event", () -> inStock("true").contains("E-1"));
    server.inventory().become(Mood.FAILS);

    JsonObject availability = read("E-1").getJsonObject("availability");

    assertEquals("in_stock", availability.getString("status"));
    assertEquals(4, availability.getInteger("available"));
    assertEquals("unknown", status("E-2"), "what was told two hours ago is too old");
  }

  @Test
  void theFilterFollowsTheEvents() {
    create("I-1");
    create("I-2");
    tell("I-1", 5, 1, Instant.now());
    Await.until("the first event", () -> inStock("true").contains("I-1"));
    assertTrue(inStock("false").contains("I-2"), "what was never told of is not in stock");

    tell("I-1", 0, 2, Instant.now());
    tell("I-2", 1, 1, Instant.now());
    Await.until("the last ones", () -> inStock("true").contains("I-2"));

    assertFalse(inStock("true").contains("I-1"));
    assertTrue(inStock("false").contains("I-1"));
  }

  @Test
  void anOldEventThatComesLateChangesNothing() {
    create("O-1");
    Instant now = Instant.now();
    tell("O-1", 5, 7, now);
    tell("O-1", 0, 6, now.minusSeconds(60));
    tell("O-2", 1, 1, now);
    create("O-2");
    Await.until("the last event", () -> inStock("true").containsAll(Set.of("O-1", "O-2")));
  }

  private static void create(String sku) {
    int status = server.staff().post("/api/v1/products", product(sku, sku, 100)).status();
    assertTrue(status == 201 || status == 409);
  }

  private static JsonObject read(String sku) {
    return server.guest().get("/api/v1/products/" + sku).expect(200).json();
  }

  private static String status(String sku) {
    return read(sku).getJsonObject("availability").getString("status");
  }

  private static Set<String> inStock(String flag) {
    JsonObject page =
        server.guest().get("/api/v1/products?limit=200&inStock=" + flag).expect(200).json();
    Set<String> skus = new HashSet<>();
    page.getJsonArray("items").forEach(item -> skus.add(((JsonObject) item).getString("sku")));
    return skus;
  }

  private static void tell(String sku, long available, long version, Instant at) {
    JsonObject data =
        new JsonObject()
            .put("sku", sku)
            .put("available", available)
            .put("version", version)
            .put(
                "status",
                available > 1 ? "in_stock" : available > 0 ? "low_stock" : "out_of_stock");
    Event event = Event.of("inventory", "stock.changed", sku, at, data);
    Await.get(
        producer.send(
            KafkaProducerRecord.create("inventory.events", sku, event.toJson().encode())));
  }
}
