package io.ecart.order;

import io.ecart.runtime.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The steps of an order's money. */
final class Paying {
  private Paying() {}

  /**
   * Whether this report is known already.
   *
   * @throws Problem 422 when it is, but with another amount
   */
  static boolean isKnown(Order order, Payment payment) {
    List<Payment> same = order.papers().payments().stream().filter(payment::isSameReport).toList();
    if (same.stream().anyMatch(each -> !each.amount().equals(payment.amount()))) {
      throw Problem.invalid("/amount", "amount", "It was reported with another amount before");
    }
    return !same.isEmpty();
  }

  /** The order with a capture or a refund of its whole total. */
  static Order pay(Order order, Payment payment, Instant now) {
    OrderState state = order.state();
    if (state.payment() == PaymentStatus.NONE) {
      throw Problem.illegalState("Orders of this shop are not paid here");
    }
    requireWhole(order, payment.amount());
    OrderState next =
        payment.status() == Payment.Status.CAPTURED ? captured(order) : refunded(state);
    List<Payment> payments = new ArrayList<>(order.papers().payments());
    payments.add(payment);
    return order.next(next, order.lines(), order.papers().withPayments(payments), now);
  }

  private static OrderState captured(Order order) {
    order.requireStatus(OrderStatus.PENDING, "be paid");
    return order.state().with(PaymentStatus.PAID).with(OrderStatus.CONFIRMED);
  }

  /** Money may go back whatever has become of the order. */
  private static OrderState refunded(OrderState state) {
    if (state.payment() != PaymentStatus.PAID) {
      throw Problem.illegalState("Nothing was paid that could be refunded");
    }
    return state.with(PaymentStatus.REFUNDED);
  }

  private static void requireWhole(Order order, Money amount) {
    Money total = order.total();
    if (!amount.currency().equals(total.currency())) {
      throw Problem.invalid("/amount/currency", "currency", "The order is in " + total.currency());
    }
    if (amount.amount() != total.amount()) {
      throw Problem.invalid("/amount/amount", "amount", "The order's total is " + total);
    }
  }
}
