package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

  @BeforeEach
  void start() {
    inventory = RunningInventory.start();
    orders = new FakeOrders(inventory.vertx());
  }

  @AfterEach
  void stop() {
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
    JsonObject from = new JsonObject().put("location", "main").put("quantity", 2);
    JsonObject line =
        new JsonObject()
            .put("sku", "D6")
            .put("quantity", 2)
            .put("shipped", 0)
            .put("allocatedFrom", new JsonArray().add(from));
    orders.open(
        new JsonObject()
            .put("id", id)
            .put("updatedAt", "2026-01-01T00:00:00Z")
            .put("lines", new JsonArray().add(line)));
    JsonObject drift = only(items());
    assertEquals("orders", drift.getString("source"));
    assertEquals(2, drift.getInteger("expected"));
    assertEquals(0, drift.getInteger("actual"));
    inventory.hold("order/" + id, "D6", 2);
    assertEquals(0, items().size());
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
