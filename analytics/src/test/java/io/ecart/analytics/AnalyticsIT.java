package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.RecordedEvent;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole service, fed through Kafka and asked over HTTP. */
class AnalyticsIT {
  private static AnalyticsRig rig;

  @BeforeAll
  static void start() {
    rig = new AnalyticsRig();
    rig.publish(
        "product.events",
        TestStore.product("MUG", 1, "kitchen", 500, new JsonObject().put("cost", "2.50")),
        TestStore.product("PEN", 1, "office", 100));
    rig.publish(
        "inventory.events",
        TestStock.changed("MUG", 1, 20, 20, "2026-02-25T08:00:00Z"),
        TestStock.out("PEN", 1, 0, "2026-02-26T08:00:00Z"),
        TestStock.rejected("PEN", 3, 7, "2026-02-26T09:00:00Z"));
    rig.publish(
        "cart.events", Event.of("cart", "cart.checked-out", "c1", Instant.now(), new JsonObject()));
    publishJunk();
    for (int day = 0; day < 60; day++) {
      String time = Instant.parse("2026-01-01T10:00:00Z").plusSeconds(day * 86_400L).toString();
      rig.publish(
          "order.events", TestOrder.at(time).line("MUG", 2, 500).line("PEN", 1, 100).placed());
    }
    TestOrder cancelled = TestOrder.at("2026-01-01T10:30:00Z").line("MUG", 100, 500);
    rig.publish("order.events", cancelled.placed(), cancelled.cancelled());
    Await.until("all events", () -> isComplete(rig.get("/orders/summary")));
  }

  private static void publishJunk() {
    rig.publish("order.events", "junk", "{");
    JsonObject data = new JsonObject().put("order", new JsonObject().put("id", "no uuid"));
    rig.publish("order.events", Event.of("order", "order.placed", "junk", Instant.now(), data));
  }

  private static boolean isComplete(JsonObject summary) {
    return summary.getJsonObject("byStatus").getInteger("confirmed") == 60
        && summary.getJsonObject("byStatus").getInteger("cancelled") == 1
        && summary.getJsonObject("carts").getInteger("checkedOut") == 1
        && isStocked("MUG")
        && isStocked("PEN")
        && rig.get("/products/top").getJsonArray("items").getJsonObject(1).getString("name")
            != null;
  }

  private static boolean isStocked(String sku) {
    return objects(rig.get("/inventory").getJsonArray("items"))
        .filter(item -> item.getString("sku").equals(sku))
        .anyMatch(item -> !item.getString("status").equals("unknown"));
  }

  @AfterAll
  static void stop() {
    ContractChecker contract = ContractChecker.of(Path.of("api/openapi.yaml"));
    contract.requireAll(rig.anonymous().exchanges());
    List<String> untouched = contract.untouched(rig.anonymous().exchanges());
    rig.close();
    assertEquals(List.of(), untouched);
  }

  @Test
  void givesSalesByMonth() {
    JsonObject sales = rig.get("/sales?interval=month");
    JsonObject january = sales.getJsonArray("items").getJsonObject(0);
    assertEquals("2026-01-01T00:00:00Z", january.getString("start"));
    assertEquals(31, january.getInteger("orders"));
    assertEquals(93, january.getInteger("quantity"));
    assertEquals(
        new JsonObject().put("amount", 31 * 1100).put("currency", "GBP"),
        january.getJsonObject("revenue"));
    assertNull(sales.getString("next"));
    assertNotNull(Instant.parse(sales.getString("asOf")));
    assertNotNull(Instant.parse(sales.getString("lastEventAt")));
  }

  @Test
  void givesSalesOfAPeriodByGroup() {
    JsonArray bySku =
        rig.get("/sales?from=2026-01-01&to=2026-01-03&interval=week&groupBy=sku")
            .getJsonArray("items");
    assertEquals(List.of("MUG", "PEN"), objects(bySku).map(i -> i.getString("sku")).toList());
    assertEquals(4, bySku.getJsonObject(0).getInteger("quantity"));
    JsonArray byCategory =
        rig.get("/sales?to=2026-01-02T10:00:00Z&interval=hour&groupBy=category")
            .getJsonArray("items");
    assertEquals(
        List.of("kitchen", "office"),
        objects(byCategory).map(item -> item.getString("category")).toList());
  }

  @Test
  void pagesThroughSales() {
    int days = 0;
    String next = "";
    while (next != null) {
      JsonObject page = rig.get("/sales?limit=25" + (next.isEmpty() ? "" : "&cursor=" + next));
      days += page.getJsonArray("items").size();
      next = page.getString("next");
    }
    assertEquals(60, days);
  }

  @Test
  void givesTopProducts() {
    JsonObject top = rig.get("/products/top?limit=1").getJsonArray("items").getJsonObject(0);
    assertEquals("MUG", top.getString("sku"));
    assertEquals("Name of MUG", top.getString("name"));
    assertEquals(60_000, top.getJsonObject("revenue").getInteger("amount"));
  }

  @Test
  void summarizesOrders() {
    JsonObject summary = rig.get("/orders/summary?from=2026-01-01&to=2026-01-02");
    assertEquals(2, summary.getInteger("orders"));
    assertEquals(0.5, summary.getDouble("cancelRate"));
    assertEquals(1100, summary.getJsonObject("averageValue").getInteger("amount"));
    JsonObject nothing = rig.get("/orders/summary?from=1999-01-01&to=1999-01-02");
    assertNull(nothing.getDouble("cancelRate"));
    assertNull(nothing.getJsonObject("averageValue"));
  }

  @Test
  void tellsWhatTheStockIsWorth() {
    JsonObject inventory = rig.get("/inventory?only=out");
    assertEquals(20 * 250, inventory.getJsonObject("value").getInteger("amount"));
    assertEquals(1, inventory.getInteger("stockOuts"));
    assertEquals("2026-03-02T00:00:00Z", inventory.getString("to"));
    assertEquals(
        List.of("PEN"),
        objects(inventory.getJsonArray("items")).map(item -> item.getString("sku")).toList());
  }

  @Test
  void forecastsASku() {
    JsonObject pen = rig.get("/inventory/PEN");
    assertEquals(7, pen.getJsonObject("lostDemand").getInteger("quantity"));
    assertEquals("B", pen.getString("abcClass"));
    JsonObject mug = rig.get("/inventory/MUG");
    assertEquals("smooth", mug.getJsonObject("demandProfile").getString("class"));
    assertEquals("A", mug.getString("abcClass"));
    assertEquals("X", mug.getString("xyzClass"));
    assertEquals(10.0, mug.getDouble("daysOfCover"));
    assertEquals(2.0, mug.getJsonObject("forecast").getDouble("perDay"));
    assertEquals(0.0, mug.getJsonObject("forecast").getJsonObject("backtest").getDouble("rmse"));
  }

  @Test
  void suggestsWhatToOrderAndWhy() {
    JsonArray items = rig.get("/replenishment").getJsonArray("items");
    assertEquals(List.of("MUG", "PEN"), objects(items).map(i -> i.getString("sku")).toList());
    JsonObject mug = items.getJsonObject(0);
    // 2 a day over 7 days, and for a lead time that varies by 2 days: 1.644854 * 2 * 2.
    assertEquals(14 + 6.5794, mug.getDouble("reorderPoint"), 1e-3);
    assertTrue(mug.getBoolean("due"));
    assertEquals("2026-03-02", mug.getString("orderBy"));
    assertEquals(2.0, mug.getJsonObject("why").getDouble("demandPerDay"));
    assertEquals(0, rig.get("/replenishment?due=false").getJsonArray("items").size());
    assertEquals(0, rig.get("/replenishment?location=moon").getJsonArray("items").size());
  }

  @Test
  void pagesThroughSuggestions() {
    JsonObject first = rig.get("/replenishment?limit=1");
    JsonObject second = rig.get("/replenishment?limit=1&cursor=" + first.getString("next"));
    assertEquals("PEN", second.getJsonArray("items").getJsonObject(0).getString("sku"));
    assertNull(second.getString("next"));
  }

  @Test
  void servesStaffOnly() {
    ContractChecker contract = ContractChecker.of(Path.of("api/openapi.yaml"));
    contract.requireClosed(rig.anonymous(), 401, List.of());
    contract.requireClosed(rig.as("alice"), 403, List.of());
    rig.as("alice").get(AnalyticsRig.API + "/stream").expect(403);
    rig.as("ada").get(AnalyticsRig.API + "/sales").expect(200);
  }

  @Test
  void namesWhatIsWrongWithAQuestion() {
    List<String> wrong =
        List.of(
            "/sales?interval=year",
            "/sales?groupBy=colour",
            "/sales?from=yesterday",
            "/sales?limit=0",
            "/sales?cursor=nonsense",
            "/sales?cursor=WyJhIl0",
            "/sales?from=2026-01-02&to=2026-01-01",
            "/sales?group=sku",
            "/products/top?limit=201",
            "/products/top?by=name",
            "/orders/summary?from=2026-13-01",
            "/inventory?deadDays=0",
            "/inventory?only=some",
            "/inventory?from=2026-01-02&to=2026-01-01",
            "/inventory?from=2999-01-01",
            "/inventory/MUG?days=366",
            "/replenishment?due=perhaps",
            "/replenishment?cursor=WyJhIl0");
    for (String path : wrong) {
      JsonObject problem = rig.as("sam").get(AnalyticsRig.API + path).expect(422).json();
      assertEquals("invalid_request", problem.getString("code"), path);
      assertEquals(1, problem.getJsonArray("errors").size(), problem.encode());
    }
  }

  @Test
  void whatBeginsAfterTheNewestSalesGoesUpToNow() {
    JsonObject period = rig.get("/inventory?from=2026-03-02");
    assertEquals("2026-03-02T00:00:00Z", period.getString("from"));
    assertTrue(
        Instant.parse(period.getString("to")).isAfter(Instant.parse("2026-03-02T00:00:00Z")));
  }

  @Test
  void knowsNoSkuThatNobodyToldOf() {
    rig.as("sam").get(AnalyticsRig.API + "/inventory/NONE").expect(404);
  }

  @Test
  void buriesWhatItCannotReadAndGoesOn() {
    try (EventRecorder buried =
        new EventRecorder(Servers.kafka().bootstrap(), List.of("order.events.dlq"))) {
      List<RecordedEvent> letters =
          buried.await("both", 2, letter -> letter.headers().containsValue("analytics-order"));
      assertEquals(List.of("junk", "junk"), letters.stream().map(RecordedEvent::key).toList());
    }
  }

  @Test
  void isReadyAndMeasured() {
    HttpProbe management = rig.management();
    assertEquals("up", management.get("/health/ready").expect(200).json().getString("status"));
    assertFalse(management.get("/metrics").expect(200).text().isEmpty());
  }

  @Test
  void servesItsContract() {
    // Not by the probe whose exchanges are held against the contract, which does not name itself.
    String contract =
        HttpProbe.at(rig.port()).get(AnalyticsRig.API + "/openapi.yaml").expect(200).text();
    assertTrue(contract.startsWith("openapi: 3.1"), contract);
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }
}
