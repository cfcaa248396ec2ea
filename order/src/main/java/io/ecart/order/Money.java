package io.ecart.order;

/**
 * An amount of money.
 *
 * @param amount in minor units (cents)
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {
  /** What an order may come to: bodies name no more, and the sums of millions of them are numbers. */
  static final long MOST = 1_000_000_000_000L;

  /** With its unit, so that nobody takes cents for euros. */
  @Override
  public String toString() {
    return amount + " minor units of " + currency;
  }
}
