package io.ecart.product.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lant          | 'lant':*",
        "White  LANT   | 'white':* & 'lant':*",
        "t-light       | 't' & 'light':*",
        "a'b\\c:*&!() | 'a' & 'b' & 'c'",
        "\u00e4pfel    | '\u00e4pfel':*",
        "...           | ''"
      })
  void wordsBecomeBeginnings(String text, String query) {
    assertEquals(query.equals("''") ? "" : query, SearchText.prefixQuery(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"white lantern\"", "lamp -red", "-red", "lamp or light", "lamp OR x"})
  void operatorsMeanWholeWords(String text) {
    assertEquals("", SearchText.prefixQuery(text));
  }

  @Test
  void wordsBeyondTenAreLeftToTheExactSearch() {
    assertEquals(10, SearchText.prefixQuery("abc ".repeat(50)).split("&").length);
  }

  @Test
  void wildcardsOfTheUserAreNoWildcards() {
    assertEquals("a\\_1\\%\\\\%", SearchText.likePrefix(" A_1%\\ "));
  }
}
