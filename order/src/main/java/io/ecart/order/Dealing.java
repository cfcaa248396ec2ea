package io.ecart.order;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The units of a hold, to be dealt out to the lines of an order. */
final class Dealing {
  private final Map<String, List<Allocation>> skuToRest;

  Dealing(Map<String, List<Allocation>> skuToAllocations) {
    this.skuToRest = new HashMap<>(skuToAllocations);
  }

  /**
   * Takes units of a sku.
   *
   * @throws IllegalStateException when the hold has fewer, which inventory never gives
   */
  List<Allocation> take(String sku, int units) {
    List<Allocation> rest = skuToRest.getOrDefault(sku, List.of());
    List<Allocation> taken = Allocations.first(rest, units);
    if (Allocations.sum(taken) != units) {
      throw new IllegalStateException("The hold has fewer units of " + sku + " than asked for");
    }
    skuToRest.put(sku, Allocations.after(rest, units));
    return taken;
  }
}
