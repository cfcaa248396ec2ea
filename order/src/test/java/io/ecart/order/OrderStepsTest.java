package io.ecart.order;

import static io.ecart.order.Sample.NOW;
import static io.ecart.order.Sample.capture;
import static io.ecart.order.Sample.deliverAll;
import static io.ecart.order.Sample.refund;
import static io.ecart.order.Sample.ship;
import static io.ecart.order.Sample.shipAll;
import static io.ecart.order.Sample.units;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every step from every state: what is possible leads where it should, all else is refused. */
class OrderStepsTest {

  /** The steps that change an order's state. */
  private enum Step {
    REVISE,
    CANCEL,
    EXPIRE,
    CAPTURE,
    REFUND,
    SHIP,
    DELIVER,
    RETURN;

    Order take(Order order) {
      return switch (this) {
        case REVISE -> order.revise(order.lines(), order.recipient(), NOW);
        case CANCEL -> order.cancel(NOW);
        case EXPIRE -> order.expire(NOW);
        case CAPTURE -> capture(order);
        case REFUND -> refund(order);
        case SHIP -> ship(order, units(order, 0, 1));
        case DELIVER -> Shipping.deliver(order, Sample.shipment(order, 0), NOW);
        case RETURN -> Sample.announce(order, units(order, 0, 1));
      };
    }
  }

  private record State(Supplier<Order> order, Set<Step> possible) {}

  private static Map<String, State> states() {
    Map<String, State> states = new LinkedHashMap<>();
    Supplier<Order> free = () -> Sample.order(PaymentMode.NONE);
    Supplier<Order> pending = () -> Sample.order(PaymentMode.EXTERNAL);
    states.put("confirmed", state(free, Step.REVISE, Step.CANCEL, Step.SHIP));
    states.put("pending", state(pending, Step.REVISE, Step.CANCEL, Step.EXPIRE, Step.CAPTURE));
    states.put(
        "paid",
        state(() -> capture(pending.get()), Step.REVISE, Step.CANCEL, Step.REFUND, Step.SHIP));
    states.put("refunded", state(() -> refund(capture(pending.get())), Step.REVISE, Step.CANCEL));
    states.put(
        "partly shipped", state(() -> partly(free.get()), Step.SHIP, Step.DELIVER, Step.RETURN));
    states.put("shipped", state(() -> shipAll(free.get()), Step.DELIVER, Step.RETURN));
    states.put(
        "paid and shipped",
        state(() -> shipAll(capture(pending.get())), Step.DELIVER, Step.RETURN, Step.REFUND));
    states.put("completed", state(() -> deliverAll(shipAll(free.get())), Step.RETURN));
    states.put(
        "paid and completed",
        state(() -> deliverAll(shipAll(capture(pending.get()))), Step.RETURN, Step.REFUND));
    states.put("cancelled", state(() -> free.get().cancel(NOW)));
    states.put("paid and cancelled", state(() -> capture(pending.get()).cancel(NOW), Step.REFUND));
    states.put("expired", state(() -> pending.get().expire(NOW)));
    return states;
  }

  private static State state(Supplier<Order> order, Step... possible) {
    Set<Step> set = EnumSet.noneOf(Step.class);
    set.addAll(List.of(possible));
    return new State(order, set);
  }

  private static Order partly(Order order) {
    return ship(order, units(order, 0, 6));
  }

  @TestFactory
  Stream<DynamicTest> everyStepFromEveryState() {
    return states().entrySet().stream()
        .flatMap(
            state ->
                Stream.of(Step.values())
                    .map(
                        step ->
                            DynamicTest.dynamicTest(
                                state.getKey() + " " + step, () -> check(state.getValue(), step))));
  }

  private static void check(State state, Step step) {
    Order before = state.order().get();
    if (state.possible().contains(step)) {
      Order after = step.take(before);
      assertEquals(before.version() + 1, after.version());
      assertEquals(NOW, after.stamp().updatedAt());
    } else if (step == Step.DELIVER && before.papers().shipments().isEmpty()) {
      Problem problem =
          assertThrows(Problem.class, () -> Shipping.deliver(before, Sample.IDS.next(), NOW));
      assertEquals(ProblemCode.NOT_FOUND, problem.code());
    } else {
      Problem problem = assertThrows(Problem.class, () -> step.take(before));
      assertEquals(ProblemCode.ILLEGAL_STATE, problem.code());
    }
  }
}
