package io.ecart.analytics.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.analytics.GroupBy;
import io.ecart.analytics.Interval;
import io.ecart.analytics.SalesReports.Bucket;
import io.ecart.analytics.Sums;
import io.ecart.analytics.TestOrder;
import io.ecart.analytics.TestStore;
import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Await;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random lives of many orders, told out of order, doubled, and by several readers at once: whatever
 * the way, the sums are those of the orders as they ended.
 */
class RandomHistoriesIT {
  private static final int ORDERS = 300;
  private static final List<String> SKUS = List.of("A", "B", "C", "D", "E");
  private static final String[] DAYS = {"2026-01-30", "2026-01-31", "2026-02-01"};

  private final Random random = new Random(7);
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Sums> skuToSums = new HashMap<>();
  private Sums total = Sums.ZERO;

  @Test
  void sumsAreThoseOfTheOrdersAsTheyEnded() {
    try (TestStore store = new TestStore()) {
      store.products(TestStore.product("A", 1, "x", 1), TestStore.product("B", 1, "x", 1));
      for (int i = 0; i < ORDERS; i++) {
        live();
      }
      tell(store);
      assertEquals(skuToSums, bySku(store));
      assertEquals(total, sum(store.sales(Interval.HOUR, null)));
      assertEquals(total, sum(store.sales(Interval.DAY, null)));
      assertEquals(total.revenue(), sum(store.sales(Interval.HOUR, GroupBy.CATEGORY)).revenue());
      List<Bucket> counted = store.sales(Interval.DAY, GroupBy.CATEGORY);
      store.products(TestStore.product("A", 2, "moved", 1), TestStore.product("A", 3, "x", 1));
      store.recount();
      assertEquals(counted, store.sales(Interval.DAY, GroupBy.CATEGORY));
    }
  }

  private void live() {
    TestOrder order = TestOrder.at(pick(DAYS) + "T10:00:00Z");
    Map<String, Sums> lines = lines(order);
    events.add(order.placed());
    if (random.nextInt(3) == 0) {
      order.revise();
      lines = lines(order);
      events.add(order.revised());
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        events.add(order.cancelled());
        lines = Map.of();
      }
      case 1 -> {
        events.add(order.expired());
        lines = Map.of();
      }
      case 2 -> events.add(order.shipped(pick(DAYS) + "T20:00:00Z", "main"));
      default -> events.add(order.completed());
    }
    if (!lines.isEmpty()) {
      lines.forEach((sku, sums) -> skuToSums.merge(sku, sums, Sums::plus));
      Sums all = lines.values().stream().reduce(Sums.ZERO, Sums::plus);
      total = total.plus(new Sums(1, all.quantity(), all.revenue(), 0, 0));
    }
  }

  private Map<String, Sums> lines(TestOrder order) {
    Map<String, Sums> lines = new HashMap<>();
    for (String sku : SKUS) {
      if (random.nextBoolean() || sku.equals("E")) {
        long quantity = 1L + random.nextInt(9);
        order.line(sku, quantity, 199);
        lines.put(sku, new Sums(1, quantity, quantity * 199, 0, 0));
      }
    }
    return lines;
  }

  private void tell(TestStore store) {
    List<Event> told = new ArrayList<>(events);
    told.addAll(events.subList(0, events.size() / 2));
    Collections.shuffle(told, random);
    List<Future<Void>> readers = new ArrayList<>();
    for (int reader = 0; reader < 4; reader++) {
      readers.add(read(store, told, reader));
    }
    Await.get(Future.all(readers));
  }

  /** Every fourth batch of seven; a batch that met another one over an order is taken again. */
  private static Future<Void> read(TestStore store, List<Event> told, int reader) {
    Future<Void> done = Future.succeededFuture();
    for (int from = reader * 7; from < told.size(); from += 28) {
      List<Event> batch = told.subList(from, Math.min(told.size(), from + 7));
      done = done.compose(before -> take(store, batch));
    }
    return done;
  }

  private static Future<Void> take(TestStore store, List<Event> batch) {
    return store.orderSink().take(batch).recover(failure -> take(store, batch));
  }

  private static Map<String, Sums> bySku(TestStore store) {
    return store.sales(Interval.HOUR, GroupBy.SKU).stream()
        .collect(Collectors.toMap(each -> each.key().group(), Bucket::sums, Sums::plus));
  }

  private static Sums sum(List<Bucket> buckets) {
    return buckets.stream().map(Bucket::sums).reduce(Sums.ZERO, Sums::plus);
  }

  private String pick(String[] values) {
    return values[random.nextInt(values.length)];
  }
}
