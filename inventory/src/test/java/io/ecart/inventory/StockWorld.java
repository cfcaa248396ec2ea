package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventProducer;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Two instances of inventory that share Postgres, Redis and Kafka, and the order service's part.
 */
final class StockWorld implements AutoCloseable {
  private static final String OUT_OF_STEP =
      "SELECT count(*) FROM level l LEFT JOIN (SELECT sku, location, sum(on_hand) AS on_hand,"
          + " sum(reserved) AS reserved, sum(allocated) AS allocated, sum(unavailable) AS"
          + " unavailable, sum(incoming) AS incoming FROM movement GROUP BY sku, location) m USING"
          + " (sku, location) WHERE (l.on_hand, l.reserved, l.allocated, l.unavailable, l.incoming)"
          + " IS DISTINCT FROM (coalesce(m.on_hand, 0), coalesce(m.reserved, 0),"
          + " coalesce(m.allocated, 0), coalesce(m.unavailable, 0), coalesce(m.incoming, 0))";
  private static final String EVER_WRONG =
      "SELECT count(*) FROM (SELECT sum(on_hand) OVER w AS on_hand, sum(reserved) OVER w AS"
          + " reserved, sum(allocated) OVER w AS allocated, sum(unavailable) OVER w AS unavailable,"
          + " sum(incoming) OVER w AS incoming FROM movement WINDOW w AS (PARTITION BY sku,"
          + " location ORDER BY id)) past WHERE least(on_hand, reserved, allocated, unavailable,"
          + " incoming, on_hand - reserved - allocated - unavailable) < 0";

  private static final String TOLD_TOO_LATE =
      "SELECT count(*) FROM (SELECT at, lag(at) OVER (PARTITION BY sku ORDER BY id) AS before"
          + " FROM movement) told WHERE at < before";

  final RunningInventory one;
  final RunningInventory other;
  private final List<FakeOrders> orders;
  private final EventProducer producer;

  StockWorld() {
    String database = Servers.freshDatabase();
    String redis = Servers.redisUri();
    one = RunningInventory.builder().database(database).redis(redis).start();
    other = RunningInventory.builder().database(database).redis(redis).start();
    orders = List.of(new FakeOrders(one.vertx()), new FakeOrders(other.vertx()));
    KafkaSettings kafka = new KafkaSettings(Servers.kafka().bootstrap(), 0, Duration.ofMillis(10));
    producer = new EventProducer(one.vertx(), kafka, "test");
    JsonObject shop = new JsonObject().put("code", "shop").put("name", "Shop");
    one.staff().post("/api/v1/locations", shop.put("priority", 200)).expect(201);
  }

  List<RunningInventory> instances() {
    return List.of(one, other);
  }

  void orderExists(String id) {
    orders.forEach(each -> each.exists(id));
  }

  /** Tells inventory what happened to an order, so many times. */
  void tell(String name, String order, JsonObject data, int times) {
    Event event = Event.of("order", name, order, Instant.now(), data);
    for (int i = 0; i < times; i++) {
      Await.get(producer.send("order.events", order, event.toJson().encode()));
    }
  }

  /** The sums over all places, as staff sees them. */
  Deltas sums(String sku) {
    JsonObject stock = levels(sku);
    return new Deltas(
        stock.getLong("onHand"),
        stock.getLong("reserved"),
        stock.getLong("allocated"),
        stock.getLong("unavailable"),
        stock.getLong("incoming"));
  }

  JsonObject levels(String sku) {
    JsonObject page = one.staff().get("/api/v1/stock?skus=" + sku).expect(200).json();
    return page.getJsonArray("items").getJsonObject(0);
  }

  /** Ledger, levels, counts and both instances say the same, and at no moment was it impossible. */
  void requireSound(List<String> skus) {
    assertEquals(0, one.number(OUT_OF_STEP), "levels that are not the sum of their movements");
    assertEquals(0, one.number(EVER_WRONG), "moments at which too much was promised");
    assertEquals(0, one.number(TOLD_TOO_LATE), "movements with a time before those they follow");
    for (RunningInventory each : instances()) {
      JsonObject drift = each.staff().get("/api/v1/stock/drift").expect(200).json();
      assertEquals(new JsonArray(), drift.getJsonArray("items"));
      skus.forEach(sku -> assertEquals(levels(sku).getLong("available"), count(each, sku), sku));
    }
  }

  private static long count(RunningInventory instance, String sku) {
    JsonObject page = instance.anyone().get("/api/v1/stock?skus=" + sku).expect(200).json();
    return page.getJsonArray("items").getJsonObject(0).getLong("available");
  }

  @Override
  public void close() {
    Await.get(producer.close());
    orders.forEach(FakeOrders::close);
    one.close();
    other.close();
  }
}
