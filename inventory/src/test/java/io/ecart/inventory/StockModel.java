package io.ecart.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What clients were told of stock, summed per sku: whatever the order in which it happened. */
final class StockModel {
  private static final Deltas NOTHING = new Deltas(0, 0, 0, 0, 0);

  private final Map<String, Deltas> skuToSum = new HashMap<>();
  private final Set<String> orders = ConcurrentHashMap.newKeySet();

  synchronized void add(String sku, Deltas deltas) {
    skuToSum.merge(sku, deltas, Deltas::plus);
  }

  synchronized Deltas of(String sku) {
    return skuToSum.getOrDefault(sku, NOTHING);
  }

  /** An order that was placed: its hold must not run out. */
  void addOrder(String id) {
    orders.add(id);
  }

  Set<String> orders() {
    return orders;
  }
}
