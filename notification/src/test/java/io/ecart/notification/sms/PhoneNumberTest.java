package io.ecart.notification.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+491701234567, +491701234567",
    "+49 (170) 123-456, +49170123456",
    "+49.170/12 34 56, +49170123456",
    "+1234567, +1234567",
    "+123456789012345, +123456789012345"
  })
  void punctuationIsLeftOut(String written, String number) {
    assertEquals(number, PhoneNumber.e164(written));
  }

  @ParameterizedTest
  @CsvSource({
    "+49 (0)170 1234567, +491701234567",
    "+44 ( 0 ) 20 7946 0958, +442079460958",
    "+49(0)170/123-4567, +491701234567",
    "+49 0170 1234567, +4901701234567",
    "+358 (09) 1234567, +358091234567"
  })
  void aZeroInBracketsOfItsOwnIsNotDialledFromAbroad(String written, String number) {
    assertEquals(number, PhoneNumber.e164(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "0170 1234567",
        "(0)170 1234567",
        "+123456",
        "+1234567890123456",
        "++491701234567",
        "+49 170 CALL-ME",
        "+49,1701234567"
      })
  void othersAreNoNumbers(String written) {
    assertNull(PhoneNumber.e164(written));
  }
}
