package io.ecart.analytics;

/**
 * What is added up per bucket; a difference when members are negative.
 *
 * @param orders placed orders that were neither cancelled nor expired
 * @param quantity units ordered
 * @param revenue their value, in minor units
 * @param returnedQuantity units that came back
 * @param refunded their value at the price they were sold for, in minor units
 */
public record Sums(long orders, long quantity, long revenue, long returnedQuantity, long refunded) {
  public static final Sums ZERO = new Sums(0, 0, 0, 0, 0);

  static Sums sold(int sign, Sold sold) {
    return new Sums(sign, sign * sold.quantity(), sign * sold.revenue(), 0, 0);
  }

  static Sums returned(Sold back) {
    return new Sums(0, 0, 0, back.quantity(), back.revenue());
  }

  /**
   * The sum, member by member.
   *
   * @throws ArithmeticException when it does not fit 64 bits
   */
  public Sums plus(Sums other) {
    return new Sums(
        Math.addExact(orders, other.orders),
        Math.addExact(quantity, other.quantity),
        Math.addExact(revenue, other.revenue),
        Math.addExact(returnedQuantity, other.returnedQuantity),
        Math.addExact(refunded, other.refunded));
  }
}
