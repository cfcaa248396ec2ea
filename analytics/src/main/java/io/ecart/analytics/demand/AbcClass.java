package io.ecart.analytics.demand;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the revenue a sku brings: A the best sellers up to 80 % of it, B the next up to 95 %,
 * C the rest. Source: the Pareto analysis of H. F. Dickie, "ABC inventory analysis shoots for
 * dollars, not pennies", Factory Management and Maintenance 109 (1951), 92-94; the shares 80 and 95
 * are the customary ones.
 */
public enum AbcClass {
  A,
  B,
  C;

  private static final double A_SHARE = 0.80;
  private static final double B_SHARE = 0.95;

  /** The classes of skus by their revenue; the sku that crosses a limit is still above it. */
  public static Map<String, AbcClass> of(Map<String, Long> skuToRevenue) {
    double total = skuToRevenue.values().stream().mapToDouble(each -> Math.max(0, each)).sum();
    List<Map.Entry<String, Long>> best =
        skuToRevenue.entrySet().stream()
            .sorted(
                Comparator.comparing(Map.Entry<String, Long>::getValue)
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .toList();
    Map<String, AbcClass> classes = new HashMap<>();
    double before = 0;
    for (Map.Entry<String, Long> each : best) {
      boolean sells = each.getValue() > 0;
      classes.put(each.getKey(), sells ? at(before / total) : C);
      before += each.getValue();
    }
    return classes;
  }

  /** The class of the sku before which this share of the revenue lies. */
  private static AbcClass at(double share) {
    return share < A_SHARE ? A : share < B_SHARE ? B : C;
  }
}
