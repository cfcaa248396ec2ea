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
        "White  LANT   | 'White':* & 'LANT':*",
        "lamp - red    | 'lamp':* & 'red':*",
        "lamp -- red   | 'lamp':* & 'red':*",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "usb-c/lightning | usb c lightning",
        "38-40           | 38 40",
        "5+3             | 5 3",
        "St.Gallen       | St Gallen",
        "0.5l            | 0.5l",
        "lamp -red       | lamp -red",
        "lamp -\"a b\"   | lamp -\"a b\"",
        "-red            | -red",
        "lamp - red      | `lamp   red`",
        "lamp -- red     | `lamp    red`",
        "lamp -          | `lamp  `"
      })
  void wordsArePartedAsPeopleDo(String text, String words) {
    assertEquals(words, SearchText.words(text));
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
