package io.ecart.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Units of several skus, to be dealt out to the lines of an order. */
final class Dealing {
  private final Map<String, List<Allocation>> skuToRest;

  Dealing(Map<String, List<Allocation>> skuToAllocations) {
    this.skuToRest = new LinkedHashMap<>(skuToAllocations);
  }

  /**
   * Takes units of a sku.
   *
   * @throws IllegalStateException when the hold has fewer, which inventory never gives
   */
  List<Allocation> take(String sku, int units) {
    List<Allocation> taken = takeAtMost(sku, units);
    if (Allocations.sum(taken) != units) {
      throw new IllegalStateException("The hold has fewer units of " + sku + " than asked for");
    }
    return taken;
  }

  /** The same as far as there are any. */
  List<Allocation> takeAtMost(String sku, int units) {
    List<Allocation> rest = skuToRest.getOrDefault(sku, List.of());
    skuToRest.put(sku, Allocations.after(rest, units));
    return Allocations.first(rest, units);
  }

  /** What was not taken, by sku. */
  Map<String, List<Allocation>> rest() {
    return skuToRest;
  }
}
