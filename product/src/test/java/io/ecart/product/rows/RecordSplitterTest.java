package io.ecart.product.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSplitterTest {
  private static final int MAX = 200;

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndParts(String lineEnd) {
    assertEquals(List.of("1 a,b", "2 c,d", "3 e"), cut(String.join(lineEnd, "a,b", "c,d", "e")));
    assertEquals(List.of("1 a", "2 b"), cut("a" + lineEnd + "b" + lineEnd));
  }

  @Test
  void blankLinesAreCounted() {
    assertEquals(List.of("1 a", "2 ", "3 ", "4 b"), cut("a\r\n\r\n\nb"));
  }

  @Test
  void quotedLineEndsBelongToTheField() {
    assertEquals(
        List.of("1 a,\"b\nc\",d", "3 e,\"f\r\ng\"", "5 h"),
        cut("a,\"b\nc\",d\ne,\"f\r\ng\"\r\nh\n"));
  }

  @Test
  void doubledQuotesAndEmptyQuotesDoNotEndAField() {
    assertEquals(
        List.of("1 \"a\"\"\nb\",\"\"", "3 \"\"\"\"", "4 x"), cut("\"a\"\"\nb\",\"\"\n\"\"\"\"\nx"));
  }

  @Test
  void aQuoteInsideAnUnquotedFieldIsJustAQuote() {
    assertEquals(List.of("1 a,27\" screen", "2 b"), cut("a,27\" screen\nb"));
  }

  @Test
  void aMisplacedQuoteSpoilsItsOwnLineOnly() {
    assertEquals(List.of("1 a", "2 b,\"c\"d,e !QUOTE_MISPLACED", "3 f"), cut("a\nb,\"c\"d,e\nf\n"));
  }

  @Test
  void aForgottenQuoteDoesNotSwallowTheNextLine() {
    assertEquals(
        List.of("1 a,\"b,c !QUOTE_MISPLACED", "2 d,\"e\",f", "3 g"),
        cut("a,\"b,c\r\nd,\"e\",f\r\ng"));
  }

  @Test
  void aForgottenQuoteDoesNotSwallowTheRest() {
    assertEquals(List.of("1 a,\"b !QUOTE_NOT_CLOSED", "2 c", "3 d"), cut("a,\"b\nc\nd\n"));
  }

  @Test
  void aForgottenQuoteIsNoticedBeforeTheEndOfALongBody() {
    String rest = "line\n".repeat(100);

    List<String> pieces = cut("a,\"b\n" + rest);

    assertEquals("1 a,\"b !QUOTE_NOT_CLOSED", pieces.get(0));
    assertEquals(101, pieces.size());
    assertEquals("101 line", pieces.get(100));
  }

  @Test
  void everyLineMayHaveAForgottenQuote() {
    assertEquals(
        List.of(
            "1 \"a !QUOTE_MISPLACED", "2 \"b !QUOTE_MISPLACED", "3 \"c !QUOTE_NOT_CLOSED", "4 d"),
        cut("\"a\n\"b\n\"c\nd"));
  }

  @Test
  void aLineThatIsTooLongIsSkippedWhole() {
    List<String> pieces = cut("a\n" + "x".repeat(1_000) + "\nb\n");

    assertEquals("1 a", pieces.get(0));
    assertTrue(pieces.get(1).endsWith("!TOO_LONG"), pieces.get(1));
    assertEquals("3 b", pieces.get(2));
    assertEquals(3, pieces.size());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() {
    assertEquals(List.of("1 sku"), cut("\uFEFFsku\n"));
    assertEquals(List.of("1 \"sku\""), cut("\uFEFF\"sku\"\n"));
    assertEquals(List.of("1 a"), cut("a"));
    assertEquals(List.of(), cut(""));
  }

  @Test
  void utf16IsRefused() {
    RecordSplitter splitter = new RecordSplitter(true, MAX);
    Buffer utf16 = Buffer.buffer("sku".getBytes(StandardCharsets.UTF_16));

    assertThrows(Problem.class, () -> splitter.feed(utf16, piece -> {}));
  }

  /** Where the network cuts the stream must not matter: every way of cutting gives the same. */
  @Test
  void chunksMayEndAnywhere() {
    String alphabet = "\",\r\naä€";
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(round % 7 == 0 ? "\uFEFF" : "");
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      List<String> whole = withoutBroken(cut(text.toString()));
      List<String> pieces = withoutBroken(cut(text.toString(), 1 + random.nextInt(4)));
      assertEquals(whole, pieces, () -> "in " + Buffer.buffer(text.toString()));
    }
  }

  /** Whatever is broken, every line that holds something comes out, as a record or as a fault. */
  @Test
  void nothingIsLost() {
    String alphabet = "\"\",\n\nab";
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String body = text.toString();
      String out = String.join("\n", cut(body)).replaceAll("(?m)^\\d+ | ![A-Z_]+$", "");
      assertEquals(
          body.stripTrailing().lines().toList(), out.stripTrailing().lines().toList(), body);
    }
  }

  /** How much of a broken line is shown depends on how much of it had come. */
  private static List<String> withoutBroken(List<String> pieces) {
    return pieces.stream().map(piece -> piece.replaceAll("(?s) .* !", " !")).toList();
  }

  private static List<String> cut(String text) {
    return cut(text, Integer.MAX_VALUE);
  }

  private static List<String> cut(String text, int chunk) {
    RecordSplitter splitter = new RecordSplitter(true, MAX);
    List<String> out = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += Math.min(chunk, bytes.length)) {
      int end = Math.min(bytes.length - at, chunk) + at;
      splitter.feed(Buffer.buffer(bytes).slice(at, end), piece -> out.add(show(piece)));
    }
    splitter.finish(piece -> out.add(show(piece)));
    return out;
  }

  private static String show(RecordSplitter.Piece piece) {
    String text = StandardCharsets.UTF_8.decode(piece.bytes()).toString();
    return piece.line() + " " + text + (piece.fault() == null ? "" : " !" + piece.fault());
  }
}
