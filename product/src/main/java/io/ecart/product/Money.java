package io.ecart.product;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An amount in the minor units of its currency: 1999 EUR is 19.99 €, 1999 JPY is 1999 ¥.
 *
 * @param amount minor units
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {
  /** Ten thousand million of a major unit with two digits: beyond it is a slip of the finger. */
  public static final long MAX = 1_000_000_000_000L;

  private static final Pattern MAJOR = Pattern.compile("\\d{1,16}(\\.\\d{1,16})?");

  /** How many digits the currency's minor unit has; none for what is not a currency in use. */
  public static OptionalInt digits(String currency) {
    try {
      int digits = Currency.getInstance(currency).getDefaultFractionDigits();
      return digits < 0 ? OptionalInt.empty() : OptionalInt.of(digits);
    } catch (IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * Reads an amount in major units exactly, as {@code 1.99} of EUR, {@code 199} of JPY, {@code
   * 1.999} of KWD.
   *
   * @throws IllegalArgumentException saying what is wrong, for a person to read
   */
  public static Money ofMajor(String text, String currency) {
    OptionalInt digits = digits(currency);
    if (digits.isEmpty()) {
      throw new IllegalArgumentException("'" + currency + "' is not an ISO 4217 currency");
    }
    if (!MAJOR.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a number such as 1.99, without a sign or commas");
    }
    try {
      long amount = new BigDecimal(text).movePointRight(digits.getAsInt()).longValueExact();
      if (amount <= MAX) {
        return new Money(amount, currency);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "must be whole minor units: " + currency + " has " + digits.getAsInt() + " decimals", e);
    }
    throw new IllegalArgumentException("must be at most " + MAX + " minor units");
  }

  /** The amount in major units, as {@link #ofMajor} reads it. */
  public String toMajor() {
    return BigDecimal.valueOf(amount, digits(currency).orElse(0)).toPlainString();
  }

  public JsonObject toJson() {
    return new JsonObject().put("amount", amount).put("currency", currency);
  }
}
