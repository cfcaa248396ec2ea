package io.ecart.order;

/**
 * An amount of money.
 *
 * @param amount in minor units (cents)
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {

  @Override
  public String toString() {
    return amount + " " + currency;
  }
}
