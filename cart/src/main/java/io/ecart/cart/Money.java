package io.ecart.cart;

/**
 * An amount of money.
 *
 * @param amount in minor units
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {

  public Money times(long quantity) {
    return new Money(Math.multiplyExact(amount, quantity), currency);
  }
}
