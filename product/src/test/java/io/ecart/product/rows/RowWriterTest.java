package io.ecart.product.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.product.Catalogue.Names;
import io.ecart.product.Details;
import io.ecart.product.DetailsReader;
import io.ecart.product.MergePatch;
import io.ecart.product.Money;
import io.ecart.product.Product;
import io.ecart.product.ProductStatus;
import io.ecart.product.Row;
import io.ecart.runtime.http.Fields;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read again as the very same. */
class RowWriterTest {
  private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");
  private static final Names NAMES =
      new Names(List.of("colour", "name", "options.x", "attributes.y"), List.of("size"));

  private static final List<Details> DETAILS =
      List.of(
          details("Plain", "", null, Map.of(), Map.of(), List.of()),
          details(
              "Comma, \"quote\" and 27\"",
              "two\nlines\r\nand \u00e4\u20ac\uD83D\uDE00",
              "group 1",
              Map.of("size", "M, L"),
              Map.of("colour", "red", "name", "=1+1", "options.x", "a", "attributes.y", " spaced "),
              List.of("/a.jpg", "https://b.example/c?d=e,f")));

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadAgain(RowFormat format) {
    List<Product> products = new ArrayList<>();
    for (Details details : DETAILS) {
      products.add(new Product("A-" + products.size(), details, 1, NOW, NOW));
    }
    RowWriter writer = format.writer(NAMES);
    RowParser parser = format.parser(10_000);

    Buffer body = Buffer.buffer().appendBuffer(writer.head()).appendBuffer(writer.rows(products));
    List<Row> rows = new ArrayList<>(parser.feed(body));
    rows.addAll(parser.finish());

    for (int i = 0; i < products.size(); i++) {
      Details was = products.get(i).details();
      JsonObject patch = ((Row.Patch) rows.get(i)).patch();
      assertEquals(was, read(MergePatch.apply(was.toJson(), patch)));
      assertEquals(was, read(MergePatch.apply(new JsonObject(), patch)));
    }
  }

  private static Details read(JsonObject json) {
    Fields fields = new Fields(json, "");
    Details details = DetailsReader.read(fields);
    fields.check();
    return details;
  }

  private static Details details(
      String name,
      String description,
      String groupId,
      Map<String, String> options,
      Map<String, Object> attributes,
      List<String> images) {
    return new Details(
        name,
        description,
        "Lights",
        new Money(199, "EUR"),
        ProductStatus.ACTIVE,
        groupId,
        options,
        attributes,
        images);
  }
}
