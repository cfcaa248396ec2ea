package io.ecart.analytics.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.analytics.GroupBy;
import io.ecart.analytics.Interval;
import io.ecart.analytics.SalesReports.Bucket;
import io.ecart.analytics.Sums;
import io.ecart.analytics.TestOrder;
import io.ecart.analytics.TestStore;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CategoryOrdersIT {
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
  void countsAnOrderOncePerCategory() {
    store.products(
        TestStore.product("A", 1, "toys", 1),
        TestStore.product("B", 1, "toys", 1),
        TestStore.product("C", 1, "books", 1));
    store.orders(
        TestOrder.at("2026-03-02T10:05:00Z")
            .line("A", 1, 10)
            .line("B", 2, 20)
            .line("C", 3, 30)
            .line("D", 4, 40)
            .placed());
    assertEquals(
        Map.of(
            "toys", new Sums(1, 3, 50, 0, 0),
            "books", new Sums(1, 3, 90, 0, 0),
            "", new Sums(1, 4, 160, 0, 0)),
        byCategory());
  }

  @Test
  void takesACancelledOrderOutAgain() {
    store.products(TestStore.product("A", 1, "toys", 1));
    TestOrder order = TestOrder.at("2026-03-02T10:05:00Z").line("A", 1, 10);
    store.orders(order.placed(), TestOrder.at("2026-03-02T10:05:00Z").line("A", 1, 10).placed());
    store.orders(order.cancelled());
    assertEquals(Map.of("toys", new Sums(1, 1, 10, 0, 0)), byCategory());
  }

  @Test
  void countsAnewWhenTheCatalogueComesLate() {
    store.orders(
        TestOrder.at("2026-03-02T10:05:00Z").line("A", 1, 10).line("B", 1, 10).placed(),
        TestOrder.at("2026-03-02T12:05:00Z").line("A", 1, 10).line("C", 1, 10).placed());
    store.products(TestStore.product("A", 1, "toys", 1), TestStore.product("B", 1, "toys", 1));
    store.recount();
    assertEquals(
        Map.of("toys", new Sums(2, 3, 30, 0, 0), "", new Sums(1, 1, 10, 0, 0)), byCategory());
  }

  @Test
  void countsAnewWhenASkuMoves() {
    store.products(TestStore.product("A", 1, "toys", 1), TestStore.product("B", 1, "toys", 1));
    TestOrder order = TestOrder.at("2026-03-02T10:05:00Z").line("A", 1, 10).line("B", 1, 10);
    store.orders(order.placed());
    store.products(TestStore.product("B", 2, "books", 1));
    store.recount();
    assertEquals(
        Map.of("toys", new Sums(1, 1, 10, 0, 0), "books", new Sums(1, 1, 10, 0, 0)), byCategory());
    store.orders(order.cancelled());
    assertEquals(Map.of(), byCategory());
  }

  @Test
  void doesNotGoBackToAnOlderCatalogue() {
    store.products(TestStore.product("A", 2, "books", 1));
    store.products(TestStore.product("A", 1, "toys", 1));
    store.orders(TestOrder.at("2026-03-02T10:05:00Z").line("A", 1, 10).placed());
    assertEquals(Map.of("books", new Sums(1, 1, 10, 0, 0)), byCategory());
  }

  private Map<String, Sums> byCategory() {
    return store.sales(Interval.MONTH, GroupBy.CATEGORY).stream()
        .collect(Collectors.toMap(bucket -> bucket.key().group(), Bucket::sums));
  }
}
