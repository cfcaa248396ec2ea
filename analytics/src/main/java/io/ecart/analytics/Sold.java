package io.ecart.analytics;

/**
 * What was sold of one sku in one order.
 *
 * @param quantity units
 * @param revenue minor units of the order's currency
 */
public record Sold(long quantity, long revenue) {
  public static final Sold NOTHING = new Sold(0, 0);

  /**
   * The sum of both.
   *
   * @throws ArithmeticException when it does not fit 64 bits
   */
  public Sold plus(Sold other) {
    return new Sold(Math.addExact(quantity, other.quantity), Math.addExact(revenue, other.revenue));
  }
}
