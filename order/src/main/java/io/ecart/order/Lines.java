package io.ecart.order;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Holds what a client asks of an order's lines against what the lines can give. */
final class Lines {
  private Lines() {}

  /**
   * Sums the units per line, in the order in which the lines are named.
   *
   * @param available how many units of a line may be asked for
   * @throws Problem 422 for a line that the order does not have and for more units than any line
   *     has, 409 for too many units
   */
  static Map<OrderLine, Integer> take(
      Order order, List<LineQuantity> wanted, ToIntFunction<OrderLine> available) {
    Map<UUID, Integer> sums = new LinkedHashMap<>();
    Map<OrderLine, Integer> taken = new LinkedHashMap<>();
    List<FieldError> tooMany = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      LineQuantity each = wanted.get(i);
      OrderLine line = require(order, each.lineId(), i);
      int sum = requireUsual(i, sums.merge(line.id(), each.quantity(), Lines::plus));
      if (sum > available.applyAsInt(line)) {
        tooMany.add(tooMany(i, sum, available.applyAsInt(line)));
      }
      taken.put(line, sum);
    }
    if (!tooMany.isEmpty()) {
      throw Problem.of(ProblemCode.ILLEGAL_STATE, "The order has fewer units for that", tooMany);
    }
    return taken;
  }

  /** The goods of some lines; those that the order does not have are left out. */
  static Set<String> skus(Order order, List<LineQuantity> some) {
    return some.stream()
        .flatMap(each -> order.line(each.lineId()).stream())
        .map(OrderLine::sku)
        .collect(Collectors.toSet());
  }

  private static int plus(int a, int b) {
    return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
  }

  private static int requireUsual(int index, int sum) {
    if (sum > Basket.MOST_UNITS) {
      throw Problem.invalid(
          "/lines/" + index + "/quantity", "range", "The line's units sum up to too many");
    }
    return sum;
  }

  static OrderLine require(Order order, UUID lineId, int index) {
    return order
        .line(lineId)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "/lines/" + index + "/lineId", "unknown", "The order has no such line"));
  }

  private static FieldError tooMany(int index, int requested, int available) {
    JsonObject figures = new JsonObject().put("requested", requested).put("available", available);
    String detail = requested + " asked for, " + available + " possible";
    return new FieldError("/lines/" + index + "/quantity", "range", detail, figures);
  }
}
