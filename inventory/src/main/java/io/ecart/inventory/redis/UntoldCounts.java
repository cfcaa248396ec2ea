package io.ecart.inventory.redis;

import io.ecart.inventory.Count;
import java.util.HashMap;
import java.util.Map;

/** Commits that Redis has not been told of, the newest of each sku; so many at most. */
final class UntoldCounts {
  private static final int MAX = 20_000;

  private Map<String, Count> skuToCount = new HashMap<>();

  /**
   * Keeps them until they can be told.
   *
   * @return false when there are too many and some were forgotten
   */
  boolean keep(Map<String, Count> counts) {
    counts.forEach((sku, count) -> skuToCount.merge(sku, count, UntoldCounts::newer));
    if (skuToCount.size() <= MAX) {
      return true;
    }
    skuToCount = new HashMap<>();
    return false;
  }

  private static Count newer(Count one, Count other) {
    return one.version() >= other.version() ? one : other;
  }

  boolean isEmpty() {
    return skuToCount.isEmpty();
  }

  Map<String, Count> take() {
    Map<String, Count> taken = skuToCount;
    skuToCount = new HashMap<>();
    return taken;
  }
}
