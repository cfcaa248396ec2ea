package io.ecart.order;

import static io.ecart.order.Sample.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.order.Catalogue.Product;
import io.ecart.runtime.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random lives of orders beside a ledger that counts, per sku and place, what was allocated, given
 * up and shipped, as inventory does: at every moment what the order says is open is what the ledger
 * has left.
 */
class OrderHistoryTest {
  private static final List<String> PLACES = List.of("main", "back", "far");
  private static final List<String> SKUS = List.of("A", "B", "C", "D");

  private final Random random = new Random(20_260_131);
  private final Map<String, Integer> ledger = new HashMap<>();

  @Test
  void whatIsOpenIsWhatTheLedgerHasLeft() {
    for (int life = 0; life < 300; life++) {
      ledger.clear();
      Order order = placed();
      for (int step = 0; step < 20; step++) {
        order = stepOrSame(order);
        assertSound(order);
      }
    }
  }

  private Order placed() {
    OrderLine[] lines =
        IntStream.rangeClosed(0, random.nextInt(SKUS.size()))
            .mapToObj(i -> line(SKUS.get(random.nextInt(SKUS.size())), 1 + random.nextInt(20)))
            .toArray(OrderLine[]::new);
    return Sample.order(PaymentMode.NONE, lines);
  }

  private OrderLine line(String sku, int quantity) {
    return OrderLine.of(
        Sample.IDS.next(), new Item(sku, sku, 100), quantity, allocate(sku, quantity));
  }

  private List<Allocation> allocate(String sku, int quantity) {
    List<Allocation> parts = new ArrayList<>();
    int left = quantity;
    while (left > 0) {
      int part = 1 + random.nextInt(left);
      String place = PLACES.get(random.nextInt(PLACES.size()));
      parts.add(new Allocation(place, part));
      count(sku, place, part);
      left -= part;
    }
    return parts;
  }

  private void count(String sku, String place, int units) {
    ledger.merge(sku + "@" + place, units, Integer::sum);
    ledger.values().removeIf(each -> each == 0);
  }

  private Order stepOrSame(Order order) {
    try {
      return switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> revise(order);
        case 4, 5, 6 -> ship(order);
        case 7 -> takeBack(order);
        case 8 -> random.nextInt(4) == 0 ? cancel(order) : order;
        default -> deliver(order);
      };
    } catch (Problem refused) {
      return order;
    }
  }

  private Order revise(Order order) {
    order.requireRevisable();
    List<WantedLine> wanted = new ArrayList<>();
    order.lines().forEach(line -> wanted.add(new WantedLine(line.id(), line.sku(), units())));
    SKUS.forEach(sku -> wanted.add(new WantedLine(null, sku, units())));
    wanted.removeIf(each -> random.nextInt(3) == 0);
    if (wanted.isEmpty()) {
      return order;
    }
    RevisionPlan plan = RevisionPlan.of(order, wanted);
    assertOnlyTheDifference(plan);
    Map<String, List<Allocation>> held = new HashMap<>();
    plan.growth().skuToQuantity().forEach((sku, units) -> held.put(sku, allocate(sku, units)));
    plan.released().forEach(each -> count(each.sku(), each.location(), -each.quantity()));
    Map<String, Product> products = new HashMap<>();
    SKUS.forEach(sku -> products.put(sku, new Product(sku, sku, new Money(100, "EUR"), "active")));
    List<OrderLine> lines =
        plan.lines(new Dealing(held), Quote.of(plan.growth(), products), Sample.IDS);
    Map<String, Integer> units = new HashMap<>();
    wanted.forEach(each -> units.merge(String.valueOf(each.sku()), each.quantity(), Integer::sum));
    Map<String, Integer> got = new HashMap<>();
    lines.forEach(each -> got.merge(each.sku(), each.quantity(), Integer::sum));
    assertEquals(units, got);
    return order.revise(lines, order.recipient(), NOW);
  }

  private int units() {
    return 1 + random.nextInt(20);
  }

  /** No sku is held and given up by the same change. */
  private static void assertOnlyTheDifference(RevisionPlan plan) {
    Set<String> released = plan.released().stream().map(Release::sku).collect(Collectors.toSet());
    assertTrue(Collections.disjoint(plan.growth().skus(), released));
  }

  private Order ship(Order order) {
    int index = random.nextInt(order.lines().size());
    int units = 1 + random.nextInt(8);
    Order shipped = Sample.ship(order, Sample.units(order, index, units));
    List<Shipment> all = shipped.papers().shipments();
    for (Shipment.Line line : all.get(all.size() - 1).lines()) {
      assertEquals(line.quantity(), Allocations.sum(line.from()));
      line.from().forEach(each -> count(line.sku(), each.location(), -each.quantity()));
    }
    return shipped;
  }

  private Order takeBack(Order order) {
    int index = random.nextInt(order.lines().size());
    LineQuantity units = Sample.units(order, index, 1 + random.nextInt(3));
    Order announced = Sample.announce(order, units);
    List<OrderReturn> all = announced.papers().returns();
    Received goods =
        new Received(units.lineId(), units.quantity(), Received.Condition.SELLABLE, "main");
    return Returning.receive(announced, all.get(all.size() - 1).id(), List.of(goods), NOW);
  }

  private Order cancel(Order order) {
    Order cancelled = order.cancel(NOW);
    order.open().forEach(each -> count(each.sku(), each.location(), -each.quantity()));
    return cancelled;
  }

  private Order deliver(Order order) {
    List<Shipment> all = order.papers().shipments();
    return all.isEmpty()
        ? order
        : Shipping.deliver(order, all.get(random.nextInt(all.size())).id(), NOW);
  }

  private void assertSound(Order order) {
    Map<String, Integer> open = new HashMap<>();
    order
        .open()
        .forEach(
            each -> open.merge(each.sku() + "@" + each.location(), each.quantity(), Integer::sum));
    assertEquals(ledger, open);
    boolean stands = order.state().status() != OrderStatus.CANCELLED;
    for (OrderLine line : order.lines()) {
      assertEquals(stands ? line.quantity() : 0, Allocations.sum(line.allocatedFrom()));
      assertTrue(line.returned() >= 0 && line.returned() <= line.shipped());
      assertTrue(line.shipped() <= line.quantity());
    }
  }
}
