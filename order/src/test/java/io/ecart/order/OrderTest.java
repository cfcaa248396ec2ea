package io.ecart.order;

import static io.ecart.order.Sample.NOW;
import static io.ecart.order.Sample.capture;
import static io.ecart.order.Sample.order;
import static io.ecart.order.Sample.pay;
import static io.ecart.order.Sample.refund;
import static io.ecart.order.Sample.ship;
import static io.ecart.order.Sample.shipAll;
import static io.ecart.order.Sample.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the steps of an order do. */
class OrderTest {

  @Test
  void beginsConfirmedOrPending() {
    assertEquals(OrderStatus.CONFIRMED, order(PaymentMode.NONE).state().status());
    assertEquals(PaymentStatus.NONE, order(PaymentMode.NONE).state().payment());
    assertEquals(OrderStatus.PENDING, order(PaymentMode.EXTERNAL).state().status());
    assertEquals(new Money(1_200, "EUR"), order(PaymentMode.NONE).total());
  }

  @Test
  void placedAtIsInItsId() {
    Order order = order(PaymentMode.NONE);
    assertEquals(order.origin().placedAt(), order.stamp().updatedAt());
    assertEquals("E-000017", order.origin().label());
    assertEquals("E-12345678", Origin.label(12_345_678));
  }

  @Test
  void cancellingReleasesEverything() {
    Order order = order(PaymentMode.NONE);
    assertEquals(
        List.of(
            new Release("A", "main", 5), new Release("A", "back", 3), new Release("B", "main", 2)),
        order.open());
    Order cancelled = order.cancel(NOW);
    assertEquals(List.of(), cancelled.open());
    assertEquals(8, cancelled.lines().get(0).quantity());
    assertEquals(List.of(), cancelled.lines().get(0).allocatedFrom());
    assertEquals(order.total(), cancelled.total());
  }

  @Test
  void shipsFromWhereItIsAllocatedInThatOrder() {
    Order order = order(PaymentMode.NONE);
    Order once = ship(order, units(order, 0, 4));
    Order twice = ship(once, units(order, 0, 3));
    assertEquals(
        List.of(new Allocation("main", 1), new Allocation("back", 2)),
        twice.papers().shipments().get(1).lines().get(0).from());
    assertEquals(FulfillmentStatus.PARTIAL, twice.state().fulfillment());
    assertEquals(List.of(new Release("A", "back", 1), new Release("B", "main", 2)), twice.open());
    Order all = ship(twice, units(order, 0, 1), units(order, 1, 2));
    assertEquals(FulfillmentStatus.FULFILLED, all.state().fulfillment());
    assertEquals(List.of(), all.open());
  }

  @Test
  void shipsNoMoreThanIsLeftEvenInTwoLinesOfTheRequest() {
    Order order = order(PaymentMode.NONE);
    Problem problem =
        assertThrows(Problem.class, () -> ship(order, units(order, 0, 5), units(order, 0, 4)));
    assertEquals("/lines/1/quantity", problem.errors().get(0).pointer());
    assertEquals(9, problem.errors().get(0).extra().getInteger("requested"));
    assertEquals(8, problem.errors().get(0).extra().getInteger("available"));
    LineQuantity stranger = new LineQuantity(order.id(), 1);
    Problem unknown = assertThrows(Problem.class, () -> ship(order, stranger));
    assertEquals(ProblemCode.INVALID_REQUEST, unknown.code());
    assertThrows(
        Problem.class, () -> ship(order, units(order, 0, Integer.MAX_VALUE), units(order, 0, 9)));
  }

  @Test
  void isCompleteWithTheLastDeliveryOnly() {
    Order order = order(PaymentMode.NONE);
    Order partly = ship(order, units(order, 0, 8));
    Order arrived = Shipping.deliver(partly, Sample.shipment(partly, 0), NOW);
    assertEquals(FulfillmentStatus.PARTIAL, arrived.state().fulfillment());
    assertEquals(OrderStatus.CONFIRMED, arrived.state().status());
    Order rest = ship(arrived, units(order, 1, 2));
    Order done = Shipping.deliver(rest, Sample.shipment(rest, 1), NOW);
    assertEquals(FulfillmentStatus.DELIVERED, done.state().fulfillment());
    assertEquals(OrderStatus.COMPLETED, done.state().status());
  }

  @Test
  void takesOnlyTheWholeTotalInItsCurrency() {
    Order order = order(PaymentMode.EXTERNAL);
    for (Money wrong :
        List.of(new Money(1_199, "EUR"), new Money(1_201, "EUR"), new Money(1_200, "USD"))) {
      Problem problem =
          assertThrows(Problem.class, () -> pay(order, "p", wrong, Payment.Status.CAPTURED));
      assertEquals(ProblemCode.INVALID_REQUEST, problem.code());
    }
  }

  @Test
  void knowsAReportByReferenceAndStatus() {
    Order paid = capture(order(PaymentMode.EXTERNAL));
    Payment captured = paid.papers().payments().get(0);
    assertTrue(Paying.isKnown(paid, captured));
    Payment refunded =
        new Payment(captured.reference(), paid.total(), Payment.Status.REFUNDED, NOW);
    assertFalse(Paying.isKnown(paid, refunded));
    Payment other = new Payment(captured.reference(), new Money(1, "EUR"), captured.status(), NOW);
    assertThrows(Problem.class, () -> Paying.isKnown(paid, other));
  }

  @Test
  void doesNotShipWhatWasRefunded() {
    Order refunded = refund(capture(order(PaymentMode.EXTERNAL)));
    assertThrows(Problem.class, () -> shipAll(refunded));
  }

  @Test
  void aPaidTotalDoesNotChange() {
    Order paid = capture(order(PaymentMode.EXTERNAL));
    List<OrderLine> fewer = paid.lines().subList(0, 1);
    assertThrows(Problem.class, () -> paid.revise(fewer, paid.recipient(), NOW));
    paid.revise(paid.lines(), paid.recipient(), NOW);
    Order refunded = refund(paid);
    assertThrows(Problem.class, () -> refunded.revise(fewer, refunded.recipient(), NOW));
  }

  @Test
  void aTotalHasALimit() {
    OrderLine dear = dear();
    Order order = Sample.order(PaymentMode.NONE, dear);
    List<OrderLine> more = Stream.generate(OrderTest::dear).limit(10).toList();

    order.revise(more, order.recipient(), NOW);
    List<OrderLine> tooMuch = Stream.concat(more.stream(), Stream.of(dear)).toList();
    Problem refused =
        assertThrows(Problem.class, () -> order.revise(tooMuch, order.recipient(), NOW));
    assertEquals("/lines", refused.errors().get(0).pointer());
  }

  /** A tenth of what an order may come to. */
  private static OrderLine dear() {
    Item item = new Item("A", "The A", Money.MOST / 100_000);
    return OrderLine.of(Sample.IDS.next(), item, 10_000, List.of(new Allocation("main", 10_000)));
  }

  @Test
  void isSeenByItsOwnerAndStaffAndWithItsKey() {
    Order order = order(PaymentMode.NONE);
    order.requireFor(Sample.ALICE);
    order.requireFor(Sample.STAFF);
    assertThrows(Problem.class, () -> order.requireFor(Sample.BOB));
    assertThrows(Problem.class, () -> order.requireFor(Caller.ANONYMOUS));
    Owner guest = new Owner(null, AccessKeys.hash("key"));
    assertTrue(guest.admits(Caller.ANONYMOUS, "key"));
    assertFalse(guest.admits(Caller.ANONYMOUS, "other"));
    assertFalse(guest.admits(Caller.ANONYMOUS, null));
    assertFalse(guest.admits(Sample.ALICE));
    assertFalse(new Owner("", null).admits(Caller.ANONYMOUS));
  }
}
