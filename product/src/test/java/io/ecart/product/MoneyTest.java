package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "1.99,EUR,199",
    "1.9,EUR,190",
    "1,EUR,100",
    "0,EUR,0",
    "0.10,EUR,10",
    "1.990,EUR,199",
    "199,JPY,199",
    "199.0,JPY,199",
    "1.234,KWD,1234",
    "10000000000,EUR,1000000000000",
    // What a double would make 1.1499999999999999 of, and 114 cents.
    "1.15,EUR,115"
  })
  void majorUnitsAreReadExactly(String text, String currency, long minor) {
    assertEquals(new Money(minor, currency), Money.ofMajor(text, currency));
  }

  @ParameterizedTest
  @CsvSource({"199,EUR,1.99", "5,EUR,0.05", "199,JPY,199", "1,KWD,0.001", "0,EUR,0.00"})
  void minorUnitsAreWrittenAsTheyAreRead(long minor, String currency, String text) {
    assertEquals(text, new Money(minor, currency).toMajor());
    assertEquals(minor, Money.ofMajor(text, currency).amount());
  }

  @ParameterizedTest
  @CsvSource({
    "1.999,EUR",
    "1.5,JPY",
    "-1,EUR",
    "+1,EUR",
    "1e3,EUR",
    "'1,99',EUR",
    "'1 000',EUR",
    "'',EUR",
    "NaN,EUR",
    ".5,EUR",
    "1.,EUR",
    "10000000000.01,EUR",
    "99999999999999999,EUR",
    "1.99,EURO",
    "1.99,eur",
    "1.99,ZZZ",
    "1.99,XAU"
  })
  void whatIsNoPriceIsRefused(String text, String currency) {
    assertThrows(IllegalArgumentException.class, () -> Money.ofMajor(text, currency));
  }

  @Test
  void aRefusalSaysWhatIsWrong() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Money.ofMajor("1.999", "EUR"))
            .getMessage();

    assertTrue(message.contains("EUR has 2 decimals"), message);
  }
}
