package io.ecart.local.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
  private static final List<String> KNOWN = List.of("--wait", "--url");

  @Test
  void partsOptionsFromWords() {
    Arguments arguments = Arguments.of(List.of("list", "--wait", "7", "order.events"), KNOWN);

    assertEquals(List.of("list", "order.events"), arguments.words());
    assertEquals(7, arguments.number("--wait", 30));
    assertEquals("none", arguments.text("--url", "none"));
  }

  @Test
  void flagsTakeNoValue() {
    Arguments arguments =
        Arguments.of(List.of("--fresh", "--wait", "7", "word"), KNOWN, List.of("--fresh", "--no"));

    assertTrue(arguments.has("--fresh"));
    assertFalse(arguments.has("--no"));
    assertEquals(List.of("word"), arguments.words());
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "256,true", "257,false"})
  void numbersStayWithinTheirLimits(String value, boolean fine) {
    Arguments arguments = Arguments.of(List.of("--wait", value), KNOWN);

    if (fine) {
      assertEquals(Integer.parseInt(value), arguments.number("--wait", 16, 1, 256));
    } else {
      String refusal =
          assertThrows(IllegalArgumentException.class, () -> arguments.number("--wait", 16, 1, 256))
              .getMessage();
      assertEquals("--wait must be from 1 to 256", refusal);
    }
  }

  @ParameterizedTest
  @CsvSource({"--wiat,unknown option --wiat", "--wait,--wait needs a value"})
  void saysWhatIsWrong(String last, String message) {
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> Arguments.of(List.of(last), KNOWN))
            .getMessage();

    assertEquals(message, refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999999999999"})
  void refusesWhatIsNoNumber(String value) {
    Arguments arguments = Arguments.of(List.of("--wait", value), KNOWN);

    String refusal =
        assertThrows(IllegalArgumentException.class, () -> arguments.number("--wait", 30))
            .getMessage();
    assertTrue(refusal.startsWith("--wait must be a whole number"), refusal);
  }
}
