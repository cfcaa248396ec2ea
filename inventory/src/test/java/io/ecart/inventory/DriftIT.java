package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.inventory.kafka.OrderEvents;
import io.ecart.inventory.postgres.PgRepairTurn;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventProducer;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit finds what does not agree, repairs by entries, and is silent under load. */
class DriftIT {
  private static final String PATH = "/api/v1/stock/drift";
  private RunningInventory inventory;
  private FakeOrders orders;
  private EventProducer producer;

  @BeforeEach
  void start() {
    inventory = RunningInventory.start();
    orders = new FakeOrders(inventory.vertx());
    KafkaSettings kafka = new KafkaSettings(Servers.kafka().bootstrap(), 0, Duration.ofMillis(10));
    producer = new EventProducer(inventory.vertx(), kafka, "test");
  }

  @AfterEach
  void stop() {
    Await.get(producer.close());
    orders.close();
    inventory.close();
  }

  @Test
  void soundBooksHaveNoDrift() {
    inventory.receive("D1", 5);
    inventory.hold("x", "D1", 2);
    assertEquals("{\"items\":[]}", inventory.staff().get(PATH).expect(200).text());
    inventory.customer().get(PATH).expect(403);
    inventory.staff().post(PATH + "/repair").expect(403);
  }

  @Test
  void aLevelThatIsNotItsLedgerIsFoundAndRepaired() {
    inventory.receive("D2", 5);
    inventory.sql("UPDATE level SET on_hand = 9 WHERE sku = 'D2'");
    JsonObject drift = only(items("ledger"));
    assertEquals("onHand", drift.getString("field"));
    assertEquals(5, drift.getInteger("expected"));
    assertEquals(9, drift.getInteger("actual"));
    JsonObject repaired = inventory.admin().post(PATH + "/repair").expect(200).json();
    assertEquals(1, repaired.getJsonArray("repaired").size());
    assertEquals(5, inventory.levels("D2").getInteger("onHand"));
    assertEquals(0, items("ledger").size());
    assertEquals(2, inventory.number("SELECT count(*) FROM movement WHERE kind = 'repaired'"));
    assertEquals(0, only(inventory.admin().post(PATH + "/repair").expect(200).json()));
  }

  /** By whatever instance. */
  @Test
  void oneRepairsAtATime() {
    inventory.receive("D15", 5);
    inventory.sql("UPDATE level SET on_hand = 9 WHERE sku = 'D15'");
    PgConnectOptions options = PgConnectOptions.fromUri(inventory.database());
    PgConnection other = Await.get(PgConnection.connect(inventory.vertx(), options));
    String turn = "(" + PgRepairTurn.LOCK + ")";
    Await.get(other.query("SELECT pg_advisory_lock" + turn).execute());
    JsonObject refused = inventory.admin().post(PATH + "/repair").expect(409).json();
    assertEquals("illegal_state", refused.getString("code"));
    assertEquals(9, inventory.levels("D15").getInteger("onHand"));
    Await.get(other.query("SELECT pg_advisory_unlock" + turn).execute());
    Await.get(other.close());
    assertEquals(1, only(inventory.admin().post(PATH + "/repair").expect(200).json()));
  }

  @Test
  void aDriftBeyondAllMeasureRemains() {
    inventory.receive("D13", 5);
    inventory.receive("D14", 5);
    inventory.sql("UPDATE level SET on_hand = 4000000000000000000 WHERE sku = 'D13'");
    inventory.sql("UPDATE level SET on_hand = 9 WHERE sku = 'D14'");
    JsonObject repaired = inventory.admin().post(PATH + "/repair").expect(200).json();
    assertEquals("D14", only(repaired.getJsonArray("repaired")).getString("sku"));
    assertEquals("D13", only(repaired.getJsonArray("remaining")).getString("sku"));
    assertEquals(2, inventory.number("SELECT count(*) FROM movement WHERE kind = 'repaired'"));
  }

  @Test
  void reservedUnitsWithoutAHoldAreGivenBack() {
    inventory.receive("D3", 5);
    inventory.hold("x", "D3", 2);
    inventory.sql("DELETE FROM reservation");
    JsonObject drift = only(items("holds"));
    assertEquals(2, gauge());
    assertEquals(0, drift.getInteger("expected"));
    assertEquals(2, drift.getInteger("actual"));
    inventory.admin().post(PATH + "/repair").expect(200);
    assertEquals(5, inventory.levels("D3").getInteger("available"));
    assertEquals(0, items().size());
    assertEquals(0, gauge());
  }

  @Test
  void ledgerAndHoldsAreRepairedTogether() {
    inventory.receive("D4", 5);
    inventory.hold("x", "D4", 2);
    inventory.sql("UPDATE level SET reserved = 3 WHERE sku = 'D4'");
    assertEquals(1, items("ledger").size());
    assertEquals(1, items("holds").size());
    inventory.admin().post(PATH + "/repair").expect(200);
    Await.until("the books to be sound", () -> items().isEmpty());
    assertEquals(2, inventory.levels("D4").getInteger("reserved"));
  }

  @Test
  void aWrongCountIsFoundAndFilledAnew() {
    inventory.receive("D5", 5);
    Await.until("the gate", () -> gauge("stock.counts.trusted") == 1);
    assertEquals(5, available("D5"));
    inventory.sql("UPDATE level SET allocated = 2, version = version WHERE sku = 'D5'");
    inventory.sql(
        "INSERT INTO movement (sku, location, kind, on_hand, reserved, allocated, unavailable,"
            + " incoming, actor) VALUES ('D5', 'main', 'allocated', 0, 0, 2, 0, 0, 'test')");
    JsonObject drift = only(items());
    assertEquals("counts", drift.getString("source"));
    assertEquals(3, drift.getInteger("expected"));
    assertEquals(5, drift.getInteger("actual"));
    inventory.admin().post(PATH + "/repair").expect(200);
    Await.until("the count to be right", () -> available("D5") == 3);
    assertEquals(0, items().size());
  }

  @Test
  void aCountWithOldLimitsIsFound() {
    inventory.receive("D9", 5);
    Await.until("the gate", () -> gauge("stock.counts.trusted") == 1);
    inventory.sql("UPDATE level SET low_stock_threshold = 3 WHERE sku = 'D9'");
    JsonObject drift = only(items("counts"));
    assertEquals("low", drift.getString("field"));
    assertEquals(3, drift.getInteger("expected"));
    assertEquals(0, drift.getInteger("actual"));
  }

  @Test
  void anOrderWithoutItsUnitsIsFound() {
    inventory.receive("D6", 5);
    String id = Ids.next().toString();
    orders.onlyOpen(order(id, "D6", 2));
    JsonObject drift = only(items());
    assertEquals("orders", drift.getString("source"));
    assertEquals(2, drift.getInteger("expected"));
    assertEquals(0, drift.getInteger("actual"));
    inventory.hold("order/" + id, "D6", 2);
    assertEquals(0, items().size());
  }

  @Test
  void anOrderThatMovesOrIsPartlyShippedIsNotHeldAgainstTheLedger() {
    JsonObject fresh = order(Ids.next().toString(), "D16", 2);
    JsonObject shipped = order(Ids.next().toString(), "D16", 3);
    shipped.getJsonArray("lines").getJsonObject(0).put("shipped", 1);
    orders.open(List.of(fresh.put("updatedAt", Instant.now().toString()), shipped));
    assertEquals(0, items().size());
    orders.open(List.of(fresh.put("updatedAt", "2026-01-01T00:00:00Z"), shipped));
    assertEquals(2, only(items()).getInteger("expected"));
  }

  @Test
  void anOrderThatGrewAndShrankHasAllItsUnits() {
    inventory.receive("D10", 10);
    String order = Ids.next().toString();
    String revision = Ids.next().toString();
    JsonObject hold = inventory.hold("order/" + order, "D10", 2);
    tell("order.placed", order, new JsonObject().put("reservationId", hold.getString("id")));
    awaitAllocated(order, 2);
    hold = inventory.hold("order/" + revision, "D10", 3);
    JsonObject added = new JsonObject().put("reservationId", hold.getString("id"));
    tell("order.revised", order, new JsonObject().put("added", added));
    awaitAllocated(order, 5);
    orders.onlyOpen(order(order, "D10", 5));
    assertEquals(0, items().size());
    tell("order.revised", order, released("D10", 4));
    awaitAllocated(order, 1);
    orders.onlyOpen(order(order, "D10", 1));
    assertEquals(0, items().size());
    orders.onlyOpen(order(order, "D10", 2));
    assertEquals(1, only(items("orders")).getInteger("actual"));
    tell("order.cancelled", order, released("D10", 1));
    awaitAllocated(order, 0);
    assertEquals(0, claimed(revision));
    assertEquals(10, inventory.levels("D10").getInteger("available"));
  }

  /** However far behind the events are. */
  @Test
  void whatAnOrderGrewByIsNotMissingWhileItsEventIsOnItsWay() {
    inventory.receive("D11", 10);
    String order = Ids.next().toString();
    String revision = Ids.next().toString();
    inventory.hold("order/" + order, "D11", 2);
    orders.onlyOpen(order(order, "D11", 5));
    inventory.hold("cart", "D11", 3);
    JsonObject hold = inventory.hold("order/" + revision, "D11", 3);
    assertEquals(2, only(items()).getInteger("actual"));
    makeHoldsOld();
    assertEquals(0, items().size());
    orders.onlyOpen(order(order, "D11", 6));
    assertEquals(6, only(items()).getInteger("expected"));
    orders.onlyOpen(order(order, "D11", 5));
    inventory.service().delete("/api/v1/reservations/" + hold.getString("id")).expect(204);
    assertEquals(2, only(items()).getInteger("actual"));
  }

  @Test
  void whatAListedOrderHoldsIsNotWhatAnotherGrewBy() {
    inventory.receive("D12", 10);
    String one = Ids.next().toString();
    String other = Ids.next().toString();
    inventory.hold("order/" + one, "D12", 2);
    inventory.hold("order/" + other, "D12", 5);
    makeHoldsOld();
    orders.open(List.of(order(one, "D12", 4), order(other, "D12", 5)));
    JsonObject drift = only(items());
    assertEquals(4, drift.getInteger("expected"));
    assertEquals(2, drift.getInteger("actual"));
  }

  private void makeHoldsOld() {
    inventory.sql("UPDATE reservation SET created_at = created_at - interval '1 minute'");
  }

  private void tell(String name, String order, JsonObject data) {
    Event event = Event.of("order", name, order, Instant.now(), data);
    Await.get(producer.send(OrderEvents.TOPIC, order, event.toJson().encode()));
  }

  private static JsonObject released(String sku, int units) {
    JsonObject part = new JsonObject().put("sku", sku).put("location", "main");
    return new JsonObject().put("released", new JsonArray().add(part.put("quantity", units)));
  }

  private void awaitAllocated(String order, int units) {
    Await.until(
        units + " units to be promised",
        () ->
            claimed(order) == units
                && inventory.levels("D10").getInteger("allocated") == units
                && inventory.levels("D10").getInteger("reserved") == 0);
  }

  private long claimed(String id) {
    return inventory.number(
        "SELECT coalesce(sum(reserved + allocated), 0) FROM movement WHERE reference = 'order/"
            + id
            + "'");
  }

  @Test
  void underLoadThereIsNoFalseDrift() {
    inventory.receive("D7", 1_000_000);
    inventory.receive("D8", 1_000_000);
    List<CompletableFuture<?>> load = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      load.add(keepReserving(40));
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(0, items().size());
    }
    load.forEach(CompletableFuture::join);
    assertEquals(0, items().size());
    assertEquals(640, inventory.levels("D7").getInteger("reserved"));
  }

  private CompletableFuture<?> keepReserving(int times) {
    return times == 0
        ? CompletableFuture.completedFuture(null)
        : inventory
            .service()
            .postAsync("/api/v1/reservations", RunningInventory.wish("x", "D7", 2, "D8", 1))
            .thenCompose(answer -> keepReserving(times - 1));
  }

  /** An order that nobody has touched for long, as it is listed. */
  private static JsonObject order(String id, String sku, int units) {
    JsonObject from = new JsonObject().put("location", "main").put("quantity", units);
    JsonObject line =
        new JsonObject()
            .put("sku", sku)
            .put("quantity", units)
            .put("shipped", 0)
            .put("allocatedFrom", new JsonArray().add(from));
    return new JsonObject()
        .put("id", id)
        .put("updatedAt", "2026-01-01T00:00:00Z")
        .put("lines", new JsonArray().add(line));
  }

  private JsonArray items() {
    return inventory.staff().get(PATH).expect(200).json().getJsonArray("items");
  }

  private JsonArray items(String source) {
    JsonArray found = new JsonArray();
    items().stream()
        .map(JsonObject.class::cast)
        .filter(item -> item.getString("source").equals(source))
        .forEach(found::add);
    return found;
  }

  private static JsonObject only(JsonArray items) {
    assertEquals(1, items.size(), items.encode());
    return items.getJsonObject(0);
  }

  private static int only(JsonObject repaired) {
    return repaired.getJsonArray("repaired").size();
  }

  private int available(String sku) {
    return inventory.anyone().get("/api/v1/stock/" + sku).json().getInteger("available");
  }

  private double gauge() {
    return gauge("stock.drift.units");
  }

  private double gauge(String name) {
    return inventory.metrics().get(name).gauge().value();
  }
}
