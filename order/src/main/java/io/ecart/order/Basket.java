package io.ecart.order;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a new order, summed: those of one sku at one price become one.
 *
 * @param lines in the order in which the client first named them
 */
record Basket(List<Line> lines) {
  static final int MOST_UNITS = 1_000_000;

  /**
   * @param index of the first line in the client's request
   * @param quantity units
   * @param agreed a price that staff agreed on
   */
  record Line(int index, String sku, int quantity, @Nullable Money agreed) {
    Line plus(int more) {
      return new Line(index, sku, (int) Math.min(Integer.MAX_VALUE, 0L + quantity + more), agreed);
    }

    FieldError fault(String member, String code, String detail) {
      return new FieldError(pointer(member), code, detail);
    }

    String pointer(String member) {
      return "/lines/" + index + "/" + member;
    }
  }

  private record Key(String sku, @Nullable Money agreed) {}

  /**
   * @throws Problem 422 when the sum of a sku is too large
   */
  static Basket of(List<NewOrder.Line> asked) {
    Map<Key, Line> sums = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      NewOrder.Line each = asked.get(i);
      Line line = new Line(i, each.sku(), each.quantity(), each.unitPrice());
      sums.merge(
          new Key(each.sku(), each.unitPrice()), line, (sum, more) -> sum.plus(more.quantity()));
    }
    return new Basket(List.copyOf(sums.values())).requireUsualSums();
  }

  /**
   * @throws Problem 422 when the sum of a sku is too large
   */
  Basket requireUsualSums() {
    List<FieldError> faults = new ArrayList<>();
    Map<String, Integer> sums = skuToQuantity();
    for (Line line : lines) {
      if (sums.getOrDefault(line.sku(), 0) > MOST_UNITS) {
        faults.add(line.fault("quantity", "range", "The sku's lines sum up to too many units"));
      }
    }
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return this;
  }

  Set<String> skus() {
    return skuToQuantity().keySet();
  }

  /** Units per sku, whatever their price. */
  Map<String, Integer> skuToQuantity() {
    Map<String, Integer> sums = new LinkedHashMap<>();
    for (Line line : lines) {
      sums.merge(
          line.sku(),
          line.quantity(),
          (sum, more) -> (int) Math.min(Integer.MAX_VALUE, (long) sum + more));
    }
    return sums;
  }

  /** Faults that name skus, under the client's own lines. */
  Problem pointed(Problem shortage) {
    Map<String, Line> first = new HashMap<>();
    lines.forEach(line -> first.putIfAbsent(line.sku(), line));
    List<FieldError> errors =
        shortage.errors().stream()
            .map(
                error -> {
                  Line line = first.get(error.extra().getString("sku", ""));
                  String pointer = line == null ? error.pointer() : "/lines/" + line.index();
                  return new FieldError(pointer, error.code(), error.detail(), error.extra());
                })
            .toList();
    return Problem.of(shortage.code(), shortage.detail(), errors);
  }
}
