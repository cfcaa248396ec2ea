package io.ecart.order;

import static io.ecart.order.Received.Condition.DAMAGED;
import static io.ecart.order.Received.Condition.SELLABLE;
import static io.ecart.order.Sample.NOW;
import static io.ecart.order.Sample.order;
import static io.ecart.order.Sample.ship;
import static io.ecart.order.Sample.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Goods that come back. */
class ReturningTest {
  private final Order order = order(PaymentMode.NONE);
  private final Order shipped = ship(order, units(order, 0, 6));

  private static Order request(Order order, int quantity) {
    return Sample.announce(order, units(order, 0, quantity));
  }

  private Received goods(int quantity, Received.Condition condition, String place) {
    return new Received(order.lines().get(0).id(), quantity, condition, place);
  }

  private static Order receive(Order order, Received... goods) {
    UUID id = order.papers().returns().get(0).id();
    return Returning.receive(order, id, Returning.placed(order, List.of(goods)), NOW);
  }

  @Test
  void takesBackNoMoreThanWasShippedAndIsNotOnItsWay() {
    Order announced = request(shipped, 4);
    assertThrows(Problem.class, () -> request(announced, 3));
    Order received = receive(announced, goods(4, SELLABLE, ""));
    assertThrows(Problem.class, () -> request(received, 3));
    assertEquals(2, request(received, 2).papers().returns().size());
    assertThrows(Problem.class, () -> request(order, 1));
  }

  @Test
  void isReceivedOnceAllHasCome() {
    Order announced = request(shipped, 4);
    Order some = receive(announced, goods(1, SELLABLE, ""), goods(1, DAMAGED, ""));
    assertEquals(OrderReturn.Status.REQUESTED, some.papers().returns().get(0).status());
    assertEquals(2, some.lines().get(0).returned());
    Order all = receive(some, goods(2, DAMAGED, ""));
    OrderReturn back = all.papers().returns().get(0);
    assertEquals(OrderReturn.Status.RECEIVED, back.status());
    assertEquals(1, back.lines().get(0).sellable());
    assertEquals(3, back.lines().get(0).damaged());
  }

  @Test
  void refusesMoreThanWasAnnouncedAndWhatWasNot() {
    Order announced = request(shipped, 2);
    Problem tooMany =
        assertThrows(
            Problem.class,
            () -> receive(announced, goods(1, SELLABLE, ""), goods(2, SELLABLE, "")));
    assertEquals(ProblemCode.ILLEGAL_STATE, tooMany.code());
    assertEquals("/lines/1/quantity", tooMany.errors().get(0).pointer());
    Received stranger = new Received(order.lines().get(1).id(), 1, SELLABLE, "main");
    Problem unknown = assertThrows(Problem.class, () -> receive(announced, stranger));
    assertEquals(ProblemCode.INVALID_REQUEST, unknown.code());
    assertThrows(Problem.class, () -> Returning.receive(announced, order.id(), List.of(), NOW));
  }

  @Test
  void goesWhereItCameFromUnlessSaidOtherwise() {
    List<Received> placed =
        Returning.placed(shipped, List.of(goods(1, SELLABLE, ""), goods(1, SELLABLE, "back")));
    assertEquals("main", placed.get(0).location());
    assertEquals("back", placed.get(1).location());
  }
}
