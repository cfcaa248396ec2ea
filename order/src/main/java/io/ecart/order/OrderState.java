package io.ecart.order;

/**
 * The three sides of an order's state.
 *
 * @param status as a deal
 * @param payment with its money
 * @param fulfillment with its goods
 */
public record OrderState(OrderStatus status, PaymentStatus payment, FulfillmentStatus fulfillment) {

  /** How an order begins. */
  public static OrderState initial(PaymentMode mode) {
    return mode == PaymentMode.NONE
        ? new OrderState(OrderStatus.CONFIRMED, PaymentStatus.NONE, FulfillmentStatus.UNFULFILLED)
        : new OrderState(OrderStatus.PENDING, PaymentStatus.PENDING, FulfillmentStatus.UNFULFILLED);
  }

  OrderState with(OrderStatus next) {
    return new OrderState(next, payment, fulfillment);
  }

  OrderState with(PaymentStatus next) {
    return new OrderState(status, next, fulfillment);
  }

  OrderState with(FulfillmentStatus next) {
    return new OrderState(status, payment, next);
  }
}
