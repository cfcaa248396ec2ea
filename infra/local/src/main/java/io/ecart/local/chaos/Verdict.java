package io.ecart.local.chaos;

import io.ecart.local.chaos.Buyers.Fate;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds what a shop says against what its buyers were told and what was on its shelves.
 *
 * @param delivered units of every sku at the beginning
 */
record Verdict(Books books, Map<String, Fate> orderToFate, long delivered) {

  /** One sentence for each thing that is wrong. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    orderToFate.forEach((id, fate) -> faults.addAll(order(id, fate)));
    long unknown =
        books.orders().keySet().stream().filter(id -> !orderToFate.containsKey(id)).count();
    if (unknown > 0) {
      faults.add(unknown + " orders are there that nobody was told of");
    }
    books.levels().forEach((sku, level) -> faults.addAll(shelf(sku, level)));
    return faults;
  }

  private List<String> order(String id, Fate fate) {
    JsonObject order = books.orders().get(id);
    if (order == null) {
      return List.of("order " + id + " was acknowledged and is not there");
    }
    boolean cancelled = order.getString("status").equals("cancelled");
    if (cancelled != (fate == Fate.CANCELLED)) {
      return List.of("order " + id + ": " + fate + ", and is " + order.getString("status"));
    }
    return Books.lines(order).stream()
        .filter(line -> line.getLong("shipped") != (fate == Fate.SHIPPED ? 1 : 0))
        .map(line -> "order " + id + ": " + fate + ", and is shipped " + line.getLong("shipped"))
        .toList();
  }

  private List<String> shelf(String sku, JsonObject level) {
    List<String> faults = new ArrayList<>();
    long sold = books.sold(sku);
    long shipped = books.shipped(sku);
    if (sold > delivered) {
      faults.add(sku + ": " + sold + " sold of " + delivered);
    }
    expect(faults, sku, level, "onHand", delivered - shipped);
    expect(faults, sku, level, "allocated", sold - shipped);
    expect(faults, sku, level, "reserved", 0);
    expect(faults, sku, level, "available", delivered - sold);
    return faults;
  }

  private static void expect(
      List<String> faults, String sku, JsonObject level, String field, long expected) {
    long actual = level.getLong(field);
    if (actual != expected) {
      faults.add(sku + ": " + field + " is " + actual + ", must be " + expected);
    }
  }
}
