package io.ecart.order;

import io.ecart.runtime.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The difference between the lines that an order has and those it should have. Lines of one sku
 * differ in price only, so what one of them gives up goes to those that grow.
 */
final class RevisionPlan {
  private final Order order;
  private final Map<UUID, Basket.Line> kept = new LinkedHashMap<>();
  private final Map<String, Basket.Line> added = new LinkedHashMap<>();
  private final Map<UUID, List<Allocation>> moved = new HashMap<>();
  private final List<Basket.Line> growth = new ArrayList<>();
  private final List<Release> released = new ArrayList<>();

  private RevisionPlan(Order order) {
    this.order = order;
  }

  /**
   * @param wanted all lines in the end; lines of the order that are not among them go
   * @throws Problem 422 for a line that the order does not have, and for too many units
   */
  static RevisionPlan of(Order order, List<WantedLine> wanted) {
    RevisionPlan plan = new RevisionPlan(order);
    for (int i = 0; i < wanted.size(); i++) {
      plan.want(wanted.get(i), i);
    }
    plan.requireUsualSums();
    plan.balance();
    return plan;
  }

  /** No change of lines. */
  static RevisionPlan same(Order order) {
    RevisionPlan plan = new RevisionPlan(order);
    order.lines().forEach(line -> plan.keep(line, line.quantity(), 0));
    return plan;
  }

  private void want(WantedLine wanted, int index) {
    OrderLine line = lineOf(wanted, index);
    if (line == null) {
      String sku = Objects.requireNonNull(wanted.sku(), "a line without an id has a sku");
      sum(added, sku, new Basket.Line(index, sku, wanted.quantity(), null));
    } else {
      keep(line, wanted.quantity(), index);
    }
  }

  private void keep(OrderLine line, int units, int index) {
    sum(kept, line.id(), new Basket.Line(index, line.sku(), units, null));
  }

  private static <K> void sum(Map<K, Basket.Line> sums, K key, Basket.Line line) {
    sums.merge(key, line, (sum, more) -> sum.plus(more.quantity()));
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

  /** A sku has as many units at most as in a new order. */
  private void requireUsualSums() {
    new Basket(Stream.concat(kept.values().stream(), added.values().stream()).toList())
        .requireUsualSums();
  }

  private void balance() {
    Dealing spare = new Dealing(spare());
    order.lines().forEach(line -> grow(line, spare));
    growth.addAll(added.values());
    spare
        .rest()
        .forEach(
            (sku, rest) ->
                rest.forEach(
                    each -> released.add(new Release(sku, each.location(), each.quantity()))));
  }

  /** What lines give up, by sku. */
  private Map<String, List<Allocation>> spare() {
    Map<String, List<Allocation>> spare = new LinkedHashMap<>();
    for (OrderLine line : order.lines()) {
      List<Allocation> rest = Allocations.after(line.allocatedFrom(), units(line));
      spare.merge(line.sku(), rest, Allocations::join);
    }
    return spare;
  }

  private void grow(OrderLine line, Dealing spare) {
    Basket.Line wanted = kept.get(line.id());
    if (wanted == null || wanted.quantity() <= line.quantity()) {
      return;
    }
    int more = wanted.quantity() - line.quantity();
    List<Allocation> taken = spare.takeAtMost(line.sku(), more);
    moved.put(line.id(), taken);
    int missing = more - Allocations.sum(taken);
    if (missing > 0) {
      growth.add(new Basket.Line(wanted.index(), line.sku(), missing, null));
    }
  }

  private int units(OrderLine line) {
    Basket.Line wanted = kept.get(line.id());
    return wanted == null ? 0 : wanted.quantity();
  }

  /** What has to be held in addition. */
  Basket growth() {
    return new Basket(growth);
  }

  /** What is given up. */
  List<Release> released() {
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
      int units = units(line);
      if (units > line.quantity()) {
        OrderLine grown = line.grow(moved.getOrDefault(line.id(), List.of()));
        lines.add(grown.grow(more.take(line.sku(), units - grown.quantity())));
      } else if (units > 0) {
        lines.add(line.shrink(units));
      }
    }
    added.forEach((sku, line) -> lines.add(added(line, quote.itemOf(sku), more, ids)));
    return lines;
  }

  private static OrderLine added(Basket.Line line, Item item, Dealing more, Ids ids) {
    int units = line.quantity();
    return OrderLine.of(ids.next(), item, units, more.take(line.sku(), units));
  }
}
