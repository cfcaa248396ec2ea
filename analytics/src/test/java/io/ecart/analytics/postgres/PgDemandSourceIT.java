package io.ecart.analytics.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.analytics.DemandSource;
import io.ecart.analytics.DemandSource.DayDemand;
import io.ecart.analytics.Period;
import io.ecart.analytics.TestOrder;
import io.ecart.analytics.TestStock;
import io.ecart.analytics.TestStore;
import io.ecart.analytics.demand.SkuHistory;
import io.ecart.analytics.demand.SkuHistory.AtLocation;
import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgDemandSourceIT {
  private static final Period MARCH =
      new Period(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));

  private TestStore store;
  private DemandSource source;

  @BeforeEach
  void open() {
    store = new TestStore();
    source = new PgDemandSource(store.pool());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void countsWhatWasAskedForInVainAsDemand() {
    store.orders(TestOrder.at("2026-03-28T10:00:00Z").line("A", 5, 100).placed());
    store.stock(
        TestStock.rejected("A", 2, 9, "2026-03-30T10:00:00Z"),
        TestStock.rejected("A", 1, 1, "2026-03-30T11:00:00Z"));
    assertEquals(List.of(5.0, 0.0, 10.0, 0.0), history("A").perDay());
    assertEquals(
        List.of(
            new DayDemand(Instant.parse("2026-03-28T00:00:00Z"), 5, 0, 0),
            new DayDemand(Instant.parse("2026-03-30T00:00:00Z"), 0, 3, 10)),
        Await.get(source.days("A", MARCH)));
  }

  @Test
  void takesCancelledOrdersForNoDemand() {
    TestOrder order = TestOrder.at("2026-03-28T10:00:00Z").line("A", 5, 100);
    store.orders(order.placed(), order.cancelled());
    assertEquals(List.of(), history("A").perDay());
  }

  @Test
  void looksAtThePeriodOnly() {
    store.orders(
        TestOrder.at("2026-02-28T23:59:59Z").line("A", 5, 100).placed(),
        TestOrder.at("2026-03-31T23:59:59Z").line("A", 6, 100).placed(),
        TestOrder.at("2026-04-01T00:00:00Z").line("A", 7, 100).placed());
    assertEquals(List.of(6.0), history("A").perDay());
  }

  @Test
  void knowsWorthLeadTimeAndWhereItShipsFrom() {
    store.products(TestStore.product("A", 1, "x", 500, new JsonObject().put("cost", 1.25)));
    store.stock(TestStock.changed("A", 1, 20, 15, "2026-03-28T10:00:00Z"));
    TestOrder order = TestOrder.at("2026-03-28T10:00:00Z").line("A", 5, 100);
    store.orders(order.placed(), order.shipped("2026-03-28T11:00:00Z", "main"));
    SkuHistory history = history("A");
    assertEquals(125L, history.unitValue());
    assertEquals(List.of(new AtLocation("main", 20, 15, 0, 5)), history.locations());
  }

  @Test
  void forgetsALeadTimeThatIsNotToldAnyMore() {
    Event stock = TestStock.changed("A", 1, 20, 15, "2026-03-28T10:00:00Z");
    stock.data().put("leadTimeDays", 30);
    store.stock(stock);
    assertEquals(30L, history("A").leadTimeDays());
    store.stock(TestStock.changed("A", 1, 20, 15, "2026-03-28T10:00:01Z"));
    assertNull(history("A").leadTimeDays());
  }

  @Test
  void leavesOutWhereNothingCanBeSentTo() {
    Event stock = TestStock.changed("A", 1, 20, 15, "2026-03-28T10:00:00Z");
    locations(stock).add(level("closed", 7).put("active", false));
    store.stock(stock);
    assertEquals(List.of(new AtLocation("main", 20, 15, 0, 0)), history("A").locations());
  }

  @Test
  void takesForAvailableOnlyWhatIsForSale() {
    Event stock = TestStock.changed("A", 1, 6, 6, "2026-03-28T10:00:00Z");
    locations(stock).add(level("outlet", 4)).add(level("owing", -1).put("onHand", 0));
    stock.data().put("available", 3);
    store.stock(stock);
    assertEquals(
        List.of(
            new AtLocation("main", 6, 4, 0, 0),
            new AtLocation("outlet", 4, 0, 0, 0),
            new AtLocation("owing", 0, -1, 0, 0)),
        history("A").locations());
  }

  @Test
  void knowsWhatIsArchived() {
    store.products(TestStore.product("A", 1, "x", 500), TestStore.archived("B", 2, "x", 500));
    assertFalse(history("A").isArchived());
    assertTrue(history("B").isArchived());
  }

  @Test
  void givesRevenuesOfAllThatIsSoldStockedOrWanted() {
    store.orders(
        TestOrder.at("2026-03-28T10:00:00Z").line("A", 5, 100).placed(),
        TestOrder.at("2026-03-28T10:00:00Z", "EUR").line("A", 1, 100).placed());
    store.stock(
        TestStock.changed("B", 1, 20, 15, "2026-03-28T10:00:00Z"),
        TestStock.rejected("C", 1, 1, "2026-03-30T11:00:00Z"));
    assertEquals(
        Map.of("GBP", Map.of("A", 500L), "EUR", Map.of("A", 100L), "", Map.of("B", 0L, "C", 0L)),
        Await.get(source.revenues(MARCH)));
  }

  @Test
  void knowsNothingOfAnUnknownSku() {
    assertEquals(new SkuHistory("Z", null, false, null, null, List.of(), List.of()), history("Z"));
  }

  private SkuHistory history(String sku) {
    return Await.get(source.histories(List.of(sku), MARCH)).get(0);
  }

  private static JsonArray locations(Event stock) {
    return stock.data().getJsonArray("locations");
  }

  private static JsonObject level(String location, long units) {
    return new JsonObject()
        .put("location", location)
        .put("active", true)
        .put("onHand", units)
        .put("available", units);
  }
}
