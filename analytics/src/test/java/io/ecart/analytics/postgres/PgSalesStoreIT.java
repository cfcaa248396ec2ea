package io.ecart.analytics.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.analytics.GroupBy;
import io.ecart.analytics.Interval;
import io.ecart.analytics.OrderStatus;
import io.ecart.analytics.Period;
import io.ecart.analytics.SalesReports.Bucket;
import io.ecart.analytics.SalesReports.BucketKey;
import io.ecart.analytics.SalesReports.Question;
import io.ecart.analytics.SalesReports.StatusCount;
import io.ecart.analytics.SalesReports.TopBy;
import io.ecart.analytics.SalesReports.TopProduct;
import io.ecart.analytics.StatusSums;
import io.ecart.analytics.Sums;
import io.ecart.analytics.TestOrder;
import io.ecart.analytics.TestStore;
import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Await;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgSalesStoreIT {
  private TestStore store;

  @BeforeEach
  void open() {
    store = new TestStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void addsOrdersUpByHourAndDay() {
    store.orders(
        TestOrder.at("2026-03-02T10:05:00Z").line("A", 2, 500).line("B", 1, 900).placed(),
        TestOrder.at("2026-03-02T10:55:00Z").line("A", 1, 500).placed(),
        TestOrder.at("2026-03-02T11:00:00Z").line("A", 4, 450).placed());
    assertEquals(
        List.of(
            bucket("2026-03-02T10:00:00Z", "", new Sums(2, 4, 2400, 0, 0)),
            bucket("2026-03-02T11:00:00Z", "", new Sums(1, 4, 1800, 0, 0))),
        store.sales(Interval.HOUR, null));
    assertEquals(
        List.of(
            bucket("2026-03-02T00:00:00Z", "A", new Sums(3, 7, 3300, 0, 0)),
            bucket("2026-03-02T00:00:00Z", "B", new Sums(1, 1, 900, 0, 0))),
        store.sales(Interval.DAY, GroupBy.SKU));
  }

  @Test
  void takesEachEventOnce() {
    Event placed = TestOrder.at("2026-03-02T10:05:00Z").line("A", 2, 500).placed();
    store.orders(placed, placed);
    store.orders(placed);
    assertEquals(
        List.of(bucket("2026-03-02T00:00:00Z", "", new Sums(1, 2, 1000, 0, 0))),
        store.sales(Interval.DAY, null));
  }

  @Test
  void countsAnOrderOncePerSkuHoweverManyLinesItHas() {
    store.orders(TestOrder.at("2026-03-02T10:05:00Z").line("A", 2, 500).line("A", 3, 400).placed());
    assertEquals(
        List.of(bucket("2026-03-02T00:00:00Z", "A", new Sums(1, 5, 2200, 0, 0))),
        store.sales(Interval.DAY, GroupBy.SKU));
  }

  @Test
  void letsACancelledOrderLeaveItsBucket() {
    TestOrder cancelled = TestOrder.at("2026-03-02T10:05:00Z").line("A", 2, 500);
    TestOrder kept = TestOrder.at("2026-03-02T10:06:00Z").line("A", 1, 500);
    store.orders(cancelled.placed(), kept.placed());
    store.orders(cancelled.cancelled());
    assertEquals(
        List.of(bucket("2026-03-02T00:00:00Z", "A", new Sums(1, 1, 500, 0, 0))),
        store.sales(Interval.DAY, GroupBy.SKU));
    assertEquals(
        List.of(
            count(OrderStatus.CANCELLED, new StatusSums(1, 0, 0, 0)),
            count(OrderStatus.CONFIRMED, new StatusSums(1, 500, 0, 0))),
        Await.get(store.reports().orders(Period.ALL)));
  }

  @Test
  void showsNoBucketOfWhichNothingIsLeft() {
    TestOrder order = TestOrder.at("2026-03-02T10:05:00Z").line("A", 2, 500);
    store.orders(order.placed(), order.expired());
    assertEquals(List.of(), store.sales(Interval.DAY, null));
    assertEquals(List.of(), store.sales(Interval.DAY, GroupBy.SKU));
    assertEquals(List.of(), store.sales(Interval.DAY, GroupBy.CATEGORY));
    assertEquals(List.of(), Await.get(store.reports().top(Period.ALL, TopBy.REVENUE, 10)));
  }

  @Test
  void followsARevision() {
    TestOrder order = TestOrder.at("2026-03-02T10:05:00Z").line("A", 2, 500).line("B", 1, 900);
    store.orders(order.placed());
    store.orders(order.revise().line("B", 3, 900).line("C", 1, 100).revised());
    assertEquals(
        List.of(
            bucket("2026-03-02T00:00:00Z", "B", new Sums(1, 3, 2700, 0, 0)),
            bucket("2026-03-02T00:00:00Z", "C", new Sums(1, 1, 100, 0, 0))),
        store.sales(Interval.DAY, GroupBy.SKU));
    assertEquals(
        List.of(bucket("2026-03-02T00:00:00Z", "", new Sums(1, 4, 2800, 0, 0))),
        store.sales(Interval.DAY, null));
  }

  @Test
  void letsTheNewestStateWinWhateverTheOrderOfEvents() {
    TestOrder order = TestOrder.at("2026-03-02T10:05:00Z").line("A", 2, 500);
    Event placed = order.placed();
    Event shipped = order.shipped("2026-03-02T12:05:00Z", "main");
    Event completed = order.completed();
    store.orders(completed);
    store.orders(placed);
    store.orders(shipped);
    assertEquals(
        List.of(count(OrderStatus.COMPLETED, new StatusSums(1, 1000, 1, 7200))),
        Await.get(store.reports().orders(Period.ALL)));
  }

  @Test
  void letsACancellationWinThatOvertookTheOrder() {
    TestOrder order = TestOrder.at("2026-03-02T10:05:00Z").line("A", 2, 500);
    Event placed = order.placed();
    store.orders(order.cancelled(), placed);
    assertEquals(List.of(), store.sales(Interval.DAY, null));
  }

  @Test
  void booksByBusinessTime() {
    store.orders(
        TestOrder.at("2026-03-02T10:05:00Z")
            .occurredAt("2010-12-01T08:26:00Z")
            .line("A", 1, 255)
            .placed());
    assertEquals(
        List.of(bucket("2010-12-01T08:00:00Z", "", new Sums(1, 1, 255, 0, 0))),
        store.sales(Interval.HOUR, null));
  }

  @Test
  void showsReturnsBesideTheSaleWhenTheyCameBack() {
    TestOrder order = TestOrder.at("2026-03-02T10:05:00Z").line("A", 5, 500);
    store.orders(order.placed(), order.shipped("2026-03-02T11:05:00Z", "main"));
    store.orders(order.returned("2026-03-09T09:00:00Z", 0, 2));
    assertEquals(
        List.of(
            bucket("2026-03-02T00:00:00Z", "A", new Sums(1, 5, 2500, 0, 0)),
            bucket("2026-03-09T00:00:00Z", "A", new Sums(0, 0, 0, 2, 1000))),
        store.sales(Interval.DAY, GroupBy.SKU));
    assertEquals(
        List.of(bucket("2026-03-01T00:00:00Z", "", new Sums(1, 5, 2500, 2, 1000))),
        store.sales(Interval.MONTH, null));
  }

  @Test
  void beginsWeeksOnMonday() {
    store.orders(
        TestOrder.at("2026-03-01T23:59:00Z").line("A", 1, 1).placed(),
        TestOrder.at("2026-03-02T00:00:00Z").line("A", 2, 1).placed());
    assertEquals(
        List.of(
            bucket("2026-02-23T00:00:00Z", "", new Sums(1, 1, 1, 0, 0)),
            bucket("2026-03-02T00:00:00Z", "", new Sums(1, 2, 2, 0, 0))),
        store.sales(Interval.WEEK, null));
  }

  @Test
  void keepsCurrenciesApart() {
    store.orders(
        TestOrder.at("2026-03-02T10:05:00Z").line("A", 1, 500).placed(),
        TestOrder.at("2026-03-02T10:05:00Z", "EUR").line("A", 1, 600).placed());
    List<Bucket> buckets = store.sales(Interval.DAY, null);
    assertEquals(List.of("EUR", "GBP"), buckets.stream().map(b -> b.key().currency()).toList());
    assertEquals(List.of(600L, 500L), buckets.stream().map(b -> b.sums().revenue()).toList());
  }

  @Test
  void pagesThroughBuckets() {
    store.orders(
        TestOrder.at("2026-03-02T10:05:00Z").line("A", 1, 1).line("B", 1, 1).placed(),
        TestOrder.at("2026-03-03T10:05:00Z").line("A", 1, 1).placed());
    BucketKey after = new BucketKey(Instant.parse("2026-03-02T00:00:00Z"), "A", "GBP");
    List<Bucket> rest =
        Await.get(
            store.reports().sales(new Question(Period.ALL, Interval.DAY, GroupBy.SKU, 1, after)));
    assertEquals(List.of(bucket("2026-03-02T00:00:00Z", "B", new Sums(1, 1, 1, 0, 0))), rest);
  }

  @Test
  void sortsTopProductsByMoneyOrByUnits() {
    store.products(TestStore.product("A", 1, "toys", 1));
    store.orders(TestOrder.at("2026-03-02T10:05:00Z").line("A", 100, 1).line("B", 1, 900).placed());
    List<TopProduct> byRevenue = Await.get(store.reports().top(Period.ALL, TopBy.REVENUE, 10));
    List<TopProduct> byQuantity = Await.get(store.reports().top(Period.ALL, TopBy.QUANTITY, 1));
    assertEquals(List.of("B", "A"), byRevenue.stream().map(TopProduct::sku).toList());
    assertNull(byRevenue.get(0).name());
    assertEquals(List.of("A"), byQuantity.stream().map(TopProduct::sku).toList());
    assertEquals("Name of A", byQuantity.get(0).name());
  }

  @Test
  void takesNothingOfABatchThatItCannotTakeWhole() {
    Event good = TestOrder.at("2026-03-02T10:05:00Z").line("A", 1, 1).placed();
    Event huge =
        TestOrder.at("2026-03-02T10:05:00Z")
            .line("A", 1, Long.MAX_VALUE)
            .line("A", 1, Long.MAX_VALUE)
            .placed();
    assertTrue(
        Await.failure(store.orderSink().take(List.of(good, huge))) instanceof ArithmeticException);
    assertEquals(List.of(), store.sales(Interval.DAY, null));
    store.orders(good);
    assertEquals(1, store.sales(Interval.DAY, null).size());
  }

  private static Bucket bucket(String start, String group, Sums sums) {
    return new Bucket(new BucketKey(Instant.parse(start), group, "GBP"), sums);
  }

  private static StatusCount count(OrderStatus status, StatusSums sums) {
    return new StatusCount(status, "GBP", sums);
  }
}
