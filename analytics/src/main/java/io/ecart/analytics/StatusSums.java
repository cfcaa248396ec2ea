package io.ecart.analytics;

import java.time.Duration;
import java.time.Instant;

/**
 * What is added up per state of orders.
 *
 * @param orders all orders in the state
 * @param revenue their value in minor units; 0 for those that are no sale
 * @param shipped those of them that have a first shipment
 * @param shipSeconds the time from placing to it, over all of them
 */
public record StatusSums(long orders, long revenue, long shipped, long shipSeconds) {
  public static final StatusSums ZERO = new StatusSums(0, 0, 0, 0);

  static StatusSums of(OrderFact order, int sign) {
    Instant shippedAt = order.shippedAt();
    long revenue = order.total().revenue();
    if (shippedAt == null) {
      return new StatusSums(sign, sign * revenue, 0, 0);
    }
    // An imported shipment may carry a date where the order carries a time of day.
    long seconds = Math.max(0, Duration.between(order.bookedAt(), shippedAt).toSeconds());
    return new StatusSums(sign, sign * revenue, sign, sign * seconds);
  }

  public StatusSums plus(StatusSums other) {
    return new StatusSums(
        orders + other.orders,
        Math.addExact(revenue, other.revenue),
        shipped + other.shipped,
        shipSeconds + other.shipSeconds);
  }
}
