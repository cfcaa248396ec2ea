package io.ecart.analytics;

import io.ecart.analytics.OrderChange.SkuAt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of order events adds to the sums and takes from them, gathered so that each row is
 * touched once. Everything is sorted by key: transactions that meet lock rows in the same order.
 */
public final class Bookings {

  /** One row of the sales per hour and sku. */
  public record SkuHour(Instant start, String sku, String currency) {}

  /** One row of the totals per hour. */
  public record CurrencyHour(Instant start, String currency) {}

  /** One row of the orders per hour and state. */
  public record StatusHour(Instant start, String currency, OrderStatus status) {}

  /** The skus of an order that began to count ({@code orders} 1) or counts no more (-1). */
  public record Basket(Instant start, String currency, Set<String> skus, int orders) {}

  private final SortedMap<SkuHour, Sums> sales =
      new TreeMap<>(
          Comparator.comparing(SkuHour::start)
              .thenComparing(SkuHour::sku)
              .thenComparing(SkuHour::currency));
  private final SortedMap<CurrencyHour, Sums> totals =
      new TreeMap<>(
          Comparator.comparing(CurrencyHour::start).thenComparing(CurrencyHour::currency));
  private final SortedMap<StatusHour, StatusSums> statuses =
      new TreeMap<>(
          Comparator.comparing(StatusHour::start)
              .thenComparing(StatusHour::currency)
              .thenComparing(StatusHour::status));
  private final SortedMap<SkuAt, Long> shipped = new TreeMap<>();
  private final List<Basket> baskets = new ArrayList<>();

  /** Replaces one known state of an order by the next; null when it was not known. */
  void replace(@Nullable OrderFact before, OrderFact after) {
    if (before != null) {
      addStatus(before, -1);
    }
    addStatus(after, 1);
    if (before == null || !sellsTheSame(before, after)) {
      if (before != null) {
        addSale(before, -1);
      }
      addSale(after, 1);
    }
  }

  private static boolean sellsTheSame(OrderFact before, OrderFact after) {
    return before.skuToSold().equals(after.skuToSold())
        && before.currency().equals(after.currency())
        && hour(before.bookedAt()).equals(hour(after.bookedAt()));
  }

  private void addSale(OrderFact order, int sign) {
    if (order.skuToSold().isEmpty()) {
      return;
    }
    Instant start = hour(order.bookedAt());
    order
        .skuToSold()
        .forEach((sku, sold) -> addSales(start, sku, order.currency(), Sums.sold(sign, sold)));
    addTotal(start, order.currency(), Sums.sold(sign, order.total()));
    baskets.add(new Basket(start, order.currency(), order.skuToSold().keySet(), sign));
  }

  private void addStatus(OrderFact order, int sign) {
    statuses.merge(
        new StatusHour(hour(order.bookedAt()), order.currency(), order.status()),
        StatusSums.of(order, sign),
        StatusSums::plus);
  }

  void addReturn(OrderChange change, Instant at) {
    String currency = change.order().currency();
    change
        .skuToReturned()
        .forEach(
            (sku, back) -> {
              addSales(hour(at), sku, currency, Sums.returned(back));
              addTotal(hour(at), currency, Sums.returned(back));
            });
  }

  void addShipped(OrderChange change) {
    change.shipped().forEach((key, quantity) -> shipped.merge(key, quantity, Long::sum));
  }

  private void addSales(Instant start, String sku, String currency, Sums sums) {
    sales.merge(new SkuHour(start, sku, currency), sums, Sums::plus);
  }

  private void addTotal(Instant start, String currency, Sums sums) {
    totals.merge(new CurrencyHour(start, currency), sums, Sums::plus);
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }

  public SortedMap<SkuHour, Sums> sales() {
    return sales;
  }

  public SortedMap<CurrencyHour, Sums> totals() {
    return totals;
  }

  public SortedMap<StatusHour, StatusSums> statuses() {
    return statuses;
  }

  public SortedMap<SkuAt, Long> shipped() {
    return shipped;
  }

  /** In no particular order; the store sorts what it makes of them. */
  public List<Basket> baskets() {
    return baskets;
  }
}
