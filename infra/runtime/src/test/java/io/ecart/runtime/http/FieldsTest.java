package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {

  @Test
  void namesEveryOffendingField() {
    Map<String, String> errors =
        errorsOf(
            """
            {"sku": "a b", "quantity": 0, "price": {"amount": -1, "currency": "euro"},
             "lines": [{"sku": "ok", "extra": 1}, 7], "surprise": true}
            """,
            fields -> {
              fields.sku("sku");
              fields.integer("quantity", 1, 10);
              fields.optionalMoney("price", 0);
              fields.each("lines", 1, 5, line -> line.sku("sku"));
              fields.text("name", 1, 10);
            });
    assertEquals(
        Map.of(
            "/sku", "format",
            "/quantity", "range",
            "/price/amount", "range",
            "/price/currency", "format",
            "/lines/0/extra", "unknown",
            "/lines/1", "type",
            "/name", "required",
            "/surprise", "unknown"),
        errors);
  }

  @ParameterizedTest
  @CsvSource({
    "0, range",
    "-1, range",
    "2147483648, range",
    "9223372036854775808, range",
    "1.5, type",
    "true, type",
    "\"7\", type",
    "[], type",
    "null, required"
  })
  void refusesQuantitiesThatAreNone(String value, String code) {
    Map<String, String> errors =
        errorsOf("{\"quantity\": " + value + "}", f -> f.integer("quantity", 1, 1_000_000));
    assertEquals(Map.of("/quantity", code), errors);
  }

  @Test
  void aTextOfAnotherTypeIsNotAlsoMissing() {
    Fields fields = new Fields(new JsonObject("{\"name\": 5}"), "");
    fields.text("name", 1, 10);

    Problem problem = assertThrows(Problem.class, fields::check);

    assertEquals(1, problem.errors().size());
    assertEquals("type", problem.errors().get(0).code());
  }

  @Test
  void readsWhatIsGood() {
    Fields fields =
        new Fields(
            new JsonObject("{\"a\": \"x\", \"n\": 5, \"t\": \"2026-01-31T10:00:00+01:00\"}"), "");
    assertEquals("x", fields.text("a", 1, 5));
    assertEquals(5, fields.integer("n", 1, 9));
    assertEquals("2026-01-31T09:00:00Z", String.valueOf(fields.optionalTime("t")));
    assertNull(fields.optionalText("missing", 5));
    fields.check();
  }

  @ParameterizedTest
  @CsvSource({"{},required", "{\"tags\": null},required", "{\"tags\": []},length"})
  void namesTheListOfTextsThatIsNotThere(String body, String code) {
    assertEquals(Map.of("/tags", code), errorsOf(body, fields -> fields.texts("tags", 1, 5, 5)));
  }

  @Test
  void namesTheTextThatIsNone() {
    assertEquals(
        Map.of("/tags/1", "type", "/tags/2", "length", "/sizes/b", "type", "/sizes/c", "format"),
        errorsOf(
            """
            {"tags": ["a", 5, "abcdef"], "sizes": {"a": "x", "b": null, "c": "\\ud800"}}
            """,
            fields -> {
              fields.optionalTexts("tags", 5, 5);
              fields.namedTexts("sizes", 5, 5);
            }));
  }

  @ParameterizedTest
  @CsvSource({"a\\u0000b", "\\ud800", "\\udc00\\ud800", "x\\ud83d"})
  void refusesTextsThatNoDatabaseKeeps(String text) {
    assertEquals(
        Map.of("/name", "format"),
        errorsOf("{\"name\": \"" + text + "\"}", f -> f.optionalText("name", 9)));
  }

  @Test
  void freeNamesAreTextsToo() {
    assertEquals(
        Map.of("/sizes/abcdef", "length", "/sizes/\0", "format", "/sizes/\ud800", "format"),
        errorsOf(
            """
            {"sizes": {"abcdef": "x", "\\u0000": "x", "\\ud800": "x", "a": "x"}}
            """,
            fields -> fields.namedTexts("sizes", 5, 5)));
    assertEquals(
        Map.of("/sizes", "length"),
        errorsOf("{\"sizes\": {\"a\": 1, \"b\": 2}}", fields -> fields.namedTexts("sizes", 1, 5)));
  }

  /** Else the answer would be many times as long as the body. */
  @Test
  void namesTheFirstHundredErrors() {
    JsonObject body = new JsonObject();
    IntStream.range(0, 5_000).forEach(i -> body.put("x" + i, 1));
    Problem problem = assertThrows(Problem.class, () -> new Fields(body, "").check());
    assertEquals(100, problem.errors().size());
  }

  @Test
  void characterPairsAreWhole() {
    Fields fields = new Fields(new JsonObject("{\"name\": \"\\ud83d\\ude00\"}"), "");
    assertEquals("\ud83d\ude00", fields.text("name", 1, 5));
    fields.check();
  }

  @Test
  void escapesPointers() {
    Map<String, String> errors = errorsOf("{\"a/b~c\": 1}", fields -> {});
    assertEquals(Map.of("/a~1b~0c", "unknown"), errors);
  }

  @Test
  void countsItems() {
    assertEquals(
        Map.of("/lines", "length"),
        errorsOf("{\"lines\": []}", f -> f.each("lines", 1, 3, line -> line.sku("sku"))));
  }

  @Test
  void callersNameItemsToo() {
    assertEquals(
        Map.of("/a~1b/1", "format"),
        errorsOf(
            "{\"a/b\": [1, 2]}",
            fields -> {
              fields.has("a/b");
              fields.error("a/b", 1, "format", "must be 1");
            }));
  }

  @Test
  void aLookAtTheWholeObjectAsksForNothing() {
    assertEquals(
        Map.of("/a", "unknown"),
        errorsOf("{\"a\": 1}", fields -> assertEquals(1, fields.json().getInteger("a"))));
  }

  private static Map<String, String> errorsOf(String json, Consumer<Fields> reading) {
    Fields fields = new Fields(new JsonObject(json), "");
    reading.accept(fields);
    List<FieldError> errors = assertThrows(Problem.class, fields::check).errors();
    return errors.stream().collect(Collectors.toMap(FieldError::pointer, FieldError::code));
  }
}
