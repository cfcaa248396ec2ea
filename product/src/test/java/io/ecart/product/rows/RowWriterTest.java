package io.ecart.product.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.product.Catalogue.Names;
import io.ecart.product.Details;
import io.ecart.product.DetailsReader;
import io.ecart.product.MergePatch;
import io.ecart.product.Money;
import io.ecart.product.Product;
import io.ecart.product.ProductConfig.ImportSettings;
import io.ecart.product.ProductStatus;
import io.ecart.product.Row;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

  /** However a product fills its room; worst is what JSON writes shorter than CSV does. */
  @ParameterizedTest
  @EnumSource
  void noRowOfAnExportIsTooLongForAnImport(RowFormat format) {
    RowWriter writer = format.writer(new Names(names(900), names(100)));
    for (Object attribute : List.of(-4.9e-324, -2.2250738585072014e-308, "\"")) {
      for (String filler : List.of("\"", "\r", "\u0001", "\uD83D\uDE00")) {
        Buffer row = writer.rows(List.of(largest(attribute, filler)));
        Row read = format.parser(ImportSettings.ROW_BYTES).feed(withHead(writer, row)).get(0);

        assertTrue(row.length() > ImportSettings.ROW_BYTES / 8, filler);
        assertTrue(read instanceof Row.Patch, () -> attribute + filler + read);
      }
    }
  }

  private static Buffer withHead(RowWriter writer, Buffer row) {
    return Buffer.buffer().appendBuffer(writer.head()).appendBuffer(row);
  }

  /** A product with no room for one more filler. */
  private static Product largest(Object attribute, String filler) {
    JsonObject attributes = new JsonObject();
    names(100).forEach(name -> attributes.put(name, attribute));
    JsonObject options = new JsonObject();
    JsonObject json =
        details("Large", "", null, Map.of(), Map.of(), List.of())
            .toJson()
            .put("attributes", attributes)
            .put("options", options);
    Details details = read(json);
    int length = 2_000;
    while (length > 0 && options.size() < 100) {
      String name = names(100).get(options.size());
      options.put(name, filler.repeat(length / filler.length()));
      try {
        details = read(json);
      } catch (Problem full) {
        options.remove(name);
        length /= 2;
      }
    }
    return new Product("A".repeat(64), details, 1, NOW, NOW);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> Integer.toString(36 + i, 36)).toList();
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
