package io.ecart.order;

import io.ecart.runtime.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The difference between the lines that an order has and those it should have. */
final class RevisionPlan {
  private final Order order;
  private final Map<UUID, Integer> kept = new HashMap<>();
  private final Map<String, Integer> added = new LinkedHashMap<>();
  private final List<Basket.Line> growth = new ArrayList<>();

  private RevisionPlan(Order order) {
    this.order = order;
  }

  /**
   * @param wanted all lines in the end; lines of the order that are not among them go
   * @throws Problem 422 for a line that the order does not have, and for too many units
   */
  static RevisionPlan of(Order order, List<WantedLine> wanted) {
    RevisionPlan plan = new RevisionPlan(order);
    Map<UUID, Integer> lineToIndex = new HashMap<>();
    Map<String, Integer> skuToIndex = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      WantedLine each = wanted.get(i);
      OrderLine line = plan.lineOf(each, i);
      if (line == null) {
        String sku = Objects.requireNonNull(each.sku(), "a line without an id has a sku");
        skuToIndex.putIfAbsent(sku, i);
        plan.added.merge(sku, each.quantity(), (a, b) -> plus(a, b));
      } else {
        lineToIndex.putIfAbsent(line.id(), i);
        plan.kept.merge(line.id(), each.quantity(), (a, b) -> plus(a, b));
      }
    }
    plan.grow(lineToIndex, skuToIndex);
    return plan;
  }

  /** No change of lines. */
  static RevisionPlan same(Order order) {
    RevisionPlan plan = new RevisionPlan(order);
    order.lines().forEach(line -> plan.kept.put(line.id(), line.quantity()));
    return plan;
  }

  private static int plus(int a, int b) {
    return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
  }

  private @Nullable OrderLine lineOf(WantedLine wanted, int index) {
    if (wanted.lineId() != null) {
      OrderLine line = Lines.require(order, wanted.lineId(), index);
      if (wanted.sku() != null && !wanted.sku().equals(line.sku())) {
        throw Problem.invalid("/lines/" + index + "/sku", "choice", "The line is of " + line.sku());
      }
      return line;
    }
    return order.lines().stream()
        .filter(line -> line.sku().equals(wanted.sku()))
        .findFirst()
        .orElse(null);
  }

  private void grow(Map<UUID, Integer> lineToIndex, Map<String, Integer> skuToIndex) {
    for (OrderLine line : order.lines()) {
      int more = kept.getOrDefault(line.id(), 0) - line.quantity();
      if (more > 0) {
        growth.add(new Basket.Line(lineToIndex.getOrDefault(line.id(), 0), line.sku(), more, null));
      }
    }
    added.forEach(
        (sku, units) ->
            growth.add(new Basket.Line(skuToIndex.getOrDefault(sku, 0), sku, units, null)));
  }

  /** What has to be held in addition. */
  Basket growth() {
    return new Basket(growth).requireUsualSums();
  }

  /** What is given up. */
  List<Release> released() {
    List<Release> released = new ArrayList<>();
    for (OrderLine line : order.lines()) {
      int units = kept.getOrDefault(line.id(), 0);
      for (Allocation each : Allocations.after(line.allocatedFrom(), units)) {
        released.add(new Release(line.sku(), each.location(), each.quantity()));
      }
    }
    return released;
  }

  /**
   * The lines in the end.
   *
   * @param more the units that were held in addition
   * @param quote names and prices of new lines; lines that were there keep theirs
   */
  List<OrderLine> lines(Dealing more, Quote quote, Ids ids) {
    List<OrderLine> lines = new ArrayList<>();
    for (OrderLine line : order.lines()) {
      int units = kept.getOrDefault(line.id(), 0);
      if (units > line.quantity()) {
        lines.add(line.grow(more.take(line.sku(), units - line.quantity())));
      } else if (units > 0) {
        lines.add(line.shrink(units));
      }
    }
    added.forEach(
        (sku, units) ->
            lines.add(OrderLine.of(ids.next(), quote.itemOf(sku), units, more.take(sku, units))));
    return lines;
  }
}
