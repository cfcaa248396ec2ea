package io.ecart.analytics.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.analytics.InventoryReports;
import io.ecart.analytics.InventoryReports.Only;
import io.ecart.analytics.InventoryReports.SkuStock;
import io.ecart.analytics.InventoryReports.Totals;
import io.ecart.analytics.InventoryReports.View;
import io.ecart.analytics.Period;
import io.ecart.analytics.TestOrder;
import io.ecart.analytics.TestStock;
import io.ecart.analytics.TestStore;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgInventoryReportsIT {
  private static final Instant END = Instant.parse("2026-03-31T00:00:00Z");
  private static final View VIEW =
      new View(
          Period.ofDays(10, END),
          Instant.parse("2026-03-11T00:00:00Z"),
          Instant.parse("2026-04-02T00:00:00Z"));

  private TestStore store;
  private InventoryReports reports;

  @BeforeEach
  void open() {
    store = new TestStore();
    reports = new PgInventoryReports(store.pool());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void valuesStockAtCostWhereItIsKnownElseAtPrice() {
    store.products(
        TestStore.product("A", 1, "toys", 500, new JsonObject().put("cost", "3.00")),
        TestStore.product("B", 1, "toys", 500));
    store.stock(
        TestStock.changed("A", 1, 10, 10, "2026-03-30T10:00:00Z"),
        TestStock.changed("B", 1, 10, 10, "2026-03-30T10:00:00Z"),
        TestStock.changed("C", 1, 7, 7, "2026-03-30T10:00:00Z"));
    List<Totals> totals = Await.get(reports.totals(VIEW));
    assertEquals("GBP", totals.get(0).currency());
    assertEquals(10 * 300 + 10 * 500, totals.get(0).value());
    assertEquals(20, totals.get(0).units());
    assertNull(totals.get(1).currency());
    assertEquals(7, totals.get(1).units());
    assertEquals(0, totals.get(1).value());
  }

  @Test
  void aValueBeyondAllNumbersIsToldAsTheLargest() {
    store.products(TestStore.product("A", 1, "toys", 1_000_000_000_000L));
    store.stock(TestStock.changed("A", 1, 5_000_000_000L, 5_000_000_000L, "2026-03-01T10:00:00Z"));
    Totals totals = Await.get(reports.totals(VIEW)).get(0);
    assertEquals(Long.MAX_VALUE, totals.value());
    assertEquals(Long.MAX_VALUE, totals.averageValue());
    assertEquals(Long.MAX_VALUE, totals.deadValue());
    assertEquals(5_000_000_000L, totals.units());
  }

  @Test
  void averagesTheStockOverTheDaysOfThePeriod() {
    store.products(TestStore.product("A", 1, "toys", 100));
    store.stock(TestStock.changed("A", 1, 100, 100, "2026-01-05T10:00:00Z"));
    store.stock(TestStock.changed("A", 2, 60, 60, "2026-03-26T10:00:00Z"));
    store.orders(TestOrder.at("2026-03-26T10:00:00Z").line("A", 40, 100).placed());
    Totals totals = Await.get(reports.totals(VIEW)).get(0);
    assertEquals((100 * 5 + 60 * 5) * 100 / 10, totals.averageValue());
    assertEquals(4000, totals.soldValue());
  }

  @Test
  void countsWhatWasSoldByTheHour() {
    store.products(TestStore.product("A", 1, "toys", 100));
    store.stock(TestStock.changed("A", 1, 100, 100, "2026-01-05T10:00:00Z"));
    store.orders(
        TestOrder.at("2026-03-30T09:59:59Z").line("A", 1, 100).placed(),
        TestOrder.at("2026-03-30T10:00:00Z").line("A", 28, 100).placed(),
        TestOrder.at("2026-03-30T11:00:00Z").line("A", 5, 100).placed());
    Period hour = new Period(END.minusSeconds(14 * 3_600), END.minusSeconds(13 * 3_600));
    View view = new View(hour, VIEW.deadSince(), hour.to());
    assertEquals(2800, Await.get(reports.totals(view)).get(0).soldValue());
    assertEquals(0, Await.get(reports.sku(view, "A")).soldPerDay());
  }

  @Test
  void takesTheStockOfTodayWhereThePeriodKnowsNone() {
    store.products(TestStore.product("A", 1, "toys", 100));
    store.stock(TestStock.changed("A", 1, 30, 30, "2026-05-01T10:00:00Z"));
    assertEquals(3000, Await.get(reports.totals(VIEW)).get(0).averageValue());
  }

  @Test
  void tellsWhatIsOutAndSinceWhen() {
    store.products(TestStore.product("A", 1, "toys", 100), TestStore.product("B", 1, "toys", 1));
    store.stock(
        TestStock.changed("A", 1, 5, 5, "2026-03-24T10:00:00Z"),
        TestStock.out("A", 2, 0, "2026-03-25T10:00:00Z"),
        TestStock.changed("A", 3, 0, 0, "2026-03-26T10:00:00Z"),
        TestStock.changed("B", 1, 5, 5, "2026-03-24T10:00:00Z"));
    assertEquals(1, Await.get(reports.totals(VIEW)).get(0).outOfStock());
    List<SkuStock> out = Await.get(reports.skus(VIEW, Only.OUT, "", 10));
    assertEquals(List.of("A"), out.stream().map(SkuStock::sku).toList());
    assertEquals(1, out.get(0).outs());
    assertEquals(Instant.parse("2026-03-25T10:00:00Z"), out.get(0).outSince());
    store.stock(TestStock.changed("A", 4, 9, 9, "2026-03-27T10:00:00Z"));
    assertNull(Await.get(reports.sku(VIEW, "A")).outSince());
    assertEquals(0, Await.get(reports.totals(VIEW)).get(0).outOfStock());
  }

  @Test
  void whatIsOfferedAndWasNeverStockedIsOut() {
    store.products(
        TestStore.product("A", 1, "toys", 100),
        TestStore.product("B", 1, "toys", 100),
        TestStore.archived("C", 1, "toys", 100));
    store.stock(TestStock.changed("A", 1, 5, 5, "2026-03-24T10:00:00Z"));
    Totals totals = Await.get(reports.totals(VIEW)).get(0);
    assertEquals(2, totals.skus());
    assertEquals(1, totals.outOfStock());
    assertEquals(500, totals.value());
    List<SkuStock> out = Await.get(reports.skus(VIEW, Only.OUT, "", 10));
    assertEquals(List.of("B"), out.stream().map(SkuStock::sku).toList());
    assertEquals("unknown", out.get(0).status());
  }

  @Test
  void tellsWhenItRanOutForTheLastTimeHoweverMuchIsToldAtOnce() {
    store.stock(TestStock.out("A", 1, 0, "2026-03-20T10:00:00Z"));
    store.stock(
        TestStock.changed("A", 2, 5, 5, "2026-03-24T10:00:00Z"),
        TestStock.out("A", 3, 0, "2026-03-25T10:00:00Z"),
        TestStock.changed("A", 4, 0, 0, "2026-03-26T10:00:00Z"));
    assertEquals(
        Instant.parse("2026-03-25T10:00:00Z"), Await.get(reports.sku(VIEW, "A")).outSince());
  }

  @Test
  void keepsWhenItRanOutThroughFurtherChanges() {
    store.stock(TestStock.out("A", 1, 0, "2026-03-25T10:00:00Z"));
    store.stock(TestStock.changed("A", 2, 0, 0, "2026-03-26T10:00:00Z"));
    assertEquals(
        Instant.parse("2026-03-25T10:00:00Z"), Await.get(reports.sku(VIEW, "A")).outSince());
  }

  @Test
  void ignoresAnOlderStateThatComesLate() {
    store.stock(TestStock.changed("A", 5, 50, 50, "2026-03-26T12:00:00Z"));
    store.stock(TestStock.changed("A", 4, 40, 40, "2026-03-26T11:00:00Z"));
    assertEquals(50, Await.get(reports.sku(VIEW, "A")).onHand());
  }

  @Test
  void findsDeadStock() {
    store.products(TestStore.product("A", 1, "toys", 100), TestStore.product("B", 1, "toys", 100));
    store.stock(
        TestStock.changed("A", 1, 5, 5, "2026-03-24T10:00:00Z"),
        TestStock.changed("B", 1, 5, 5, "2026-03-24T10:00:00Z"));
    store.orders(
        TestOrder.at("2026-03-10T23:00:00Z").line("A", 1, 100).placed(),
        TestOrder.at("2026-03-11T01:00:00Z").line("B", 1, 100).placed());
    List<SkuStock> dead = Await.get(reports.skus(VIEW, Only.DEAD, "", 10));
    assertEquals(List.of("A"), dead.stream().map(SkuStock::sku).toList());
    assertEquals(Instant.parse("2026-03-10T00:00:00Z"), dead.get(0).lastSoldOn());
    assertEquals(500, Await.get(reports.totals(VIEW)).get(0).deadValue());
  }

  @Test
  void whatIsSoldAfterTheWholeDaysIsNotDead() {
    store.stock(TestStock.changed("A", 1, 5, 5, "2026-02-01T10:00:00Z"));
    assertEquals(List.of("A"), dead());
    store.orders(TestOrder.at("2026-04-01T10:00:00Z").line("A", 1, 100).placed());
    assertEquals(List.of(), dead());
    assertEquals(0, Await.get(reports.totals(VIEW)).get(0).deadSkus());
    assertEquals(
        Instant.parse("2026-04-01T00:00:00Z"), Await.get(reports.sku(VIEW, "A")).lastSoldOn());
  }

  @Test
  void whatArrivedOfLateIsNotDead() {
    store.stock(
        TestStock.changed("LIES", 1, 5, 5, "2026-03-10T10:00:00Z"),
        TestStock.changed("NEW", 1, 5, 5, "2026-03-11T10:00:00Z"),
        TestStock.changed("WAS-OUT", 1, 5, 5, "2026-03-09T10:00:00Z"),
        TestStock.out("WAS-OUT", 2, 0, "2026-03-10T10:00:00Z"),
        TestStock.changed("WAS-OUT", 3, 5, 5, "2026-03-12T10:00:00Z"),
        TestStock.changed("CAME-BACK", 1, 5, 5, "2026-03-10T10:00:00Z"),
        TestStock.out("CAME-BACK", 2, 0, "2026-03-12T10:00:00Z"),
        TestStock.changed("CAME-BACK", 3, 5, 5, "2026-03-13T10:00:00Z"));
    assertEquals(List.of("LIES"), dead());
    assertEquals(1, Await.get(reports.totals(VIEW)).get(0).deadSkus());
  }

  private List<String> dead() {
    return Await.get(reports.skus(VIEW, Only.DEAD, "", 10)).stream().map(SkuStock::sku).toList();
  }

  @Test
  void givesDaysOfCoverFromTheSalesOfFourWeeks() {
    store.stock(TestStock.changed("A", 1, 50, 40, "2026-03-24T10:00:00Z"));
    store.orders(
        TestOrder.at("2026-03-02T23:59:00Z").line("A", 1000, 100).placed(),
        TestOrder.at("2026-03-03T00:00:00Z").line("A", 56, 100).placed());
    SkuStock stock = Await.get(reports.sku(VIEW, "A"));
    assertEquals(2.0, stock.soldPerDay());
    assertEquals(20.0, stock.daysOfCover());
  }

  @Test
  void tellsWhatIsPromisedFromWhatIsUnsold() {
    store.stock(
        TestStock.promised("A", 1, 10, 3, "2026-03-24T10:00:00Z"),
        TestStock.promised("B", 1, 2, 3, "2026-03-24T10:00:00Z"));
    assertEquals(7, Await.get(reports.sku(VIEW, "A")).unsold());
    assertEquals(0, Await.get(reports.sku(VIEW, "B")).unsold());
  }

  @Test
  void knowsASkuThatWasOnlySoldAndNoOther() {
    store.orders(TestOrder.at("2026-03-03T00:00:00Z").line("A", 56, 100).placed());
    assertNotNull(Await.get(reports.sku(VIEW, "A")));
    assertNull(Await.get(reports.sku(VIEW, "B")));
  }

  @Test
  void pagesThroughSkus() {
    for (String sku : List.of("A", "B", "C")) {
      store.stock(TestStock.changed(sku, 1, 1, 1, "2026-03-24T10:00:00Z"));
    }
    List<SkuStock> page = Await.get(reports.skus(VIEW, null, "A", 1));
    assertEquals(List.of("B"), page.stream().map(SkuStock::sku).toList());
  }

  @Test
  void endsWithTheLastWholeDayOfSales() {
    Instant now = Instant.parse("2026-03-05T15:00:00Z");
    assertEquals(Instant.parse("2026-03-06T00:00:00Z"), Await.get(reports.end(now)));
    store.orders(TestOrder.at("2026-03-05T10:00:00Z").line("A", 1, 1).placed());
    assertEquals(Instant.parse("2026-03-06T00:00:00Z"), Await.get(reports.end(now)));
    store.orders(TestOrder.at("2011-08-31T10:00:00Z").line("A", 1, 1).placed());
    assertEquals(Instant.parse("2026-03-05T00:00:00Z"), Await.get(reports.end(now)));
    Instant before = Instant.parse("2026-03-04T15:00:00Z");
    assertEquals(Instant.parse("2011-09-01T00:00:00Z"), Await.get(reports.end(before)));
  }
}
