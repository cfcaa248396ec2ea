package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00+00:01"})
  void aYearHasFourDigitsInUtcToo(String text) {
    assertThrows(DateTimeException.class, () -> Times.parse(text));
  }

  @Test
  void theFirstAndTheLastTimeAreRead() {
    assertEquals("9999-12-31T23:59:59Z", Times.parse("9999-12-31T22:59:59-01:00").toString());
    assertEquals("0000-01-01T00:00:00Z", Times.parse("0000-01-01T01:00:00+01:00").toString());
  }
}
