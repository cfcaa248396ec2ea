package io.ecart.local.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadOptionsTest {
  private static LoadOptions options(String line) {
    return LoadOptions.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @Test
  void whatIsNotSaidIsAsTheUsageTells() {
    LoadOptions options = options("");
    assertEquals(64, options.number("clients"));
    assertEquals(0, options.number("rate"));
    assertEquals("target/load", options.text("out"));
    assertFalse(options.is("hot"));
  }

  @Test
  void whatIsSaidCounts() {
    LoadOptions options = options("--rate 1500 --hot --warmup 0 --out elsewhere");
    assertEquals(1_500, options.number("rate"));
    assertEquals(0, options.number("warmup"));
    assertEquals("elsewhere", options.text("out"));
    assertTrue(options.is("hot"));
  }

  /** Before a system is started for it. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          --rate x,                  '--rate must be a whole number, not x'
          --seconds -5,              '--seconds must be a whole number, not -5'
          --orders 9999999999,       '--orders must be a whole number, not 9999999999'
          --clients 0,               --clients must be 1 at least
          --rate,                    --rate needs a value
          --speed 5,                 unknown option --speed
          """)
  void whatCannotBeMeantIsRefused(String line, String complaint) {
    assertEquals(
        complaint, assertThrows(IllegalArgumentException.class, () -> options(line)).getMessage());
  }
}
