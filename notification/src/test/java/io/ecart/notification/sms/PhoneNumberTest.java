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
  @ValueSource(
      strings = {
        "",
        "+",
        "0170 1234567",
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
