package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.http.Fields;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetailsReaderTest {
  private static final String GOOD =
      "{\"name\":\"Lamp\",\"price\":{\"amount\":199,\"currency\":\"EUR\"}}";

  @Test
  void whatIsLeftOutHasADefault() {
    Details details = read(new JsonObject(GOOD));

    assertEquals("", details.description());
    assertEquals("uncategorized", details.category());
    assertEquals(ProductStatus.ACTIVE, details.status());
    assertTrue(details.images().isEmpty());
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    JsonObject full =
        new JsonObject(GOOD)
            .put("description", "Long\ntext")
            .put("category", "Lights")
            .put("status", "draft")
            .put("groupId", "lamps")
            .put("options", new JsonObject().put("size", "M"))
            .put("attributes", new JsonObject().put("colour", "red"))
            .put("images", new JsonArray().add("/a.jpg").add("https://b.example/c.jpg"));
    Details details = read(full);

    assertEquals(full, details.toJson());
    assertEquals(details, read(details.toJson()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name            | ''                                    | /name",
        "name            | 5                                     | /name",
        "name            | 'a\\u0000b'                           | /name",
        "description     | ['x']                                 | /description",
        "category        | {}                                    | /category",
        "price           | 199                                   | /price",
        "price           | null                                  | /price",
        "price           | {'currency':'EUR'}                    | /price/amount",
        "price           | {'amount':-1,'currency':'EUR'}        | /price/amount",
        "price           | {'amount':1.5,'currency':'EUR'}       | /price/amount",
        "price           | {'amount':1e3,'currency':'EUR'}       | /price/amount",
        "price           | {'amount':9223372036854775808,'currency':'EUR'} | /price/amount",
        "price           | {'amount':1000000000001,'currency':'EUR'}       | /price/amount",
        "price           | {'amount':'199','currency':'EUR'}     | /price/amount",
        "price           | {'amount':199}                        | /price/currency",
        "price           | {'amount':199,'currency':'eur'}       | /price/currency",
        "price           | {'amount':199,'currency':'ZZZ'}       | /price/currency",
        "price           | {'amount':1,'currency':'EUR','tax':2} | /price/tax",
        "status          | 'gone'                                | /status",
        "status          | 'ACTIVE'                              | /status",
        "groupId         | 7                                     | /groupId",
        "options         | {'size':5}                            | /options/size",
        "options         | {'size':null}                         | /options/size",
        "options         | {'s/m':''}                            | /options/s~1m",
        "options         | 'M'                                   | /options",
        "attributes      | {'a':{'b':'c'}}                       | /attributes/a",
        "attributes      | {'a':['b']}                           | /attributes/a",
        "attributes      | {'a':null}                            | /attributes/a",
        "attributes      | {'a':1e15}                            | /attributes/a",
        "attributes      | {'a':1e999}                           | /attributes/a",
        "attributes      | {'a':-12345678901234567890}           | /attributes/a",
        "attributes      | {'a':''}                              | /attributes/a",
        "attributes      | {'a\\ud800':'x'}                      | /attributes",
        "attributes      | {' ':'x'}                             | /attributes",
        "attributes      | {'a':'x\\u0000'}                      | /attributes/a",
        "images          | 'https://a.example/'                  | /images",
        "images          | ['javascript:alert(1)']               | /images/0",
        "images          | ['/a.jpg', 'not an address']          | /images/1",
        "images          | ['relative.jpg']                      | /images/0",
        "images          | ['/a.jpg', 5]                         | /images/1",
        "images          | ['https:///a.jpg']                     | /images/0",
        "images          | ['https://:80/a.jpg']                  | /images/0",
        "images          | ['https://u@:80/a.jpg']                | /images/0",
        "images          | ['https://a_b:c/a.jpg']                | /images/0",
        "images          | ['HTTPS:a.jpg']                        | /images/0",
        "weight          | 5                                     | /weight",
        "version         | 5                                     | /version"
      })
  void aFaultNamesItsField(String name, String value, String pointer) {
    JsonObject body = new JsonObject(GOOD);
    body.put(name, new JsonArray("[" + value.replace('\'', '"') + "]").getValue(0));

    Problem problem = assertThrows(Problem.class, () -> read(body));

    assertEquals(List.of(pointer), pointers(problem));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a.jpg",
        "HTTPS://x.example/a.jpg",
        "https://my_cdn.example.com/a.jpg",
        "http://my_cdn:8080/a.jpg?size=1",
        "https://b\u00fccher.example/a.jpg",
        "https://[::1]/a.jpg"
      })
  void anImageMayBeAnyAddressOfTheWeb(String image) {
    JsonObject body = new JsonObject(GOOD).put("images", new JsonArray().add(image));

    assertEquals(List.of(image), read(body).images());
  }

  @Test
  void tooLongTextsAreNamed() {
    JsonObject body =
        new JsonObject(GOOD)
            .put("name", "n".repeat(301))
            .put("description", "d".repeat(20_001))
            .put("category", "c".repeat(201))
            .put("groupId", "g".repeat(65))
            .put("attributes", new JsonObject().put("a", "v".repeat(2_001)));

    Problem problem = assertThrows(Problem.class, () -> read(body));

    assertEquals(
        List.of("/name", "/description", "/category", "/groupId", "/attributes/a"),
        pointers(problem));
  }

  @Test
  void aProductThatIsTooLargeInAllIsNamedByItsLargestMember() {
    JsonObject options = new JsonObject();
    JsonObject attributes = new JsonObject();
    for (int i = 0; i < 30; i++) {
      options.put("o" + i, "\u00f6".repeat(700));
      attributes.put("a" + i, "\u00f6".repeat(1_000));
    }
    JsonObject body = new JsonObject(GOOD).put("options", options);
    assertEquals(30, read(body).options().size());

    Problem problem =
        assertThrows(Problem.class, () -> read(body.copy().put("attributes", attributes)));

    assertEquals(List.of("/attributes"), pointers(problem));
    assertEquals("length", problem.errors().get(0).code());
    assertTrue(problem.errors().get(0).detail().contains("98304 bytes"));
  }

  @Test
  void anAttributeIsATextANumberOrATruthValue() {
    JsonObject attributes =
        new JsonObject(
            "{\"a\":\"1.50\",\"b\":1.5,\"c\":-999999999999999,\"d\":true,\"e\":2.0,\"f\":1e-7}");

    Details details = read(new JsonObject(GOOD).put("attributes", attributes));

    assertEquals(
        "{\"a\":\"1.50\",\"b\":1.5,\"c\":-999999999999999,\"d\":true,\"e\":2,\"f\":1.0E-7}",
        details.toJson().getJsonObject("attributes").encode());
    assertEquals(details, read(details.toJson()));
  }

  @Test
  void blanksAroundANameCountForNothing() {
    JsonObject texts = new JsonObject().put(" size ", " M ").put("colour\u2003", "red");

    Details details = read(new JsonObject(GOOD).put("options", texts).put("attributes", texts));

    assertEquals(Map.of("size", " M ", "colour", "red"), details.options());
    assertEquals(Map.of("size", " M ", "colour", "red"), details.attributes());
  }

  private static Details read(JsonObject body) {
    Fields fields = new Fields(body, "");
    Details details = DetailsReader.read(fields);
    fields.check();
    return details;
  }

  private static List<String> pointers(Problem problem) {
    return problem.errors().stream().map(FieldError::pointer).toList();
  }
}
