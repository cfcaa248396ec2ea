package io.ecart.product.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.product.Row;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvParserTest {
  private static final String HEADER = "sku,name,price,currency\n";

  @Test
  void aRowBecomesAMergePatch() {
    Row.Patch row =
        patch(
            """
            sku,name,description,category,price,currency,status,groupId,images,options.size,colour
            A-1,Lamp,"two
            lines",Lights,1.99,EUR,Draft,lamps,/a.jpg  /b.jpg,M,red
            """);

    assertEquals("A-1", row.sku());
    assertEquals(
        new JsonObject(
            "{\"name\":\"Lamp\",\"description\":\"two\\nlines\",\"category\":\"Lights\","
                + "\"price\":{\"amount\":199,\"currency\":\"EUR\"},\"status\":\"draft\","
                + "\"groupId\":\"lamps\",\"images\":[\"/a.jpg\",\"/b.jpg\"],"
                + "\"options\":{\"size\":\"M\"},\"attributes\":{\"colour\":\"red\"}}"),
        row.patch());
  }

  @Test
  void aMissingColumnSaysNothingAndAnEmptyCellTakesAway() {
    JsonObject patch = patch("sku,description,groupId,images,colour\nA-1,,,,\n").patch();

    assertEquals(
        new JsonObject(
            "{\"description\":null,\"groupId\":null,\"images\":null,"
                + "\"attributes\":{\"colour\":null}}"),
        patch);
  }

  @Test
  void columnsAreFoundWhateverTheirCaseAndOrder() {
    JsonObject patch = patch("Currency, PRICE ,Name,SKU\nJPY,199,Lamp,A-1\n").patch();

    assertEquals(199, patch.getJsonObject("price").getInteger("amount"));
    assertEquals("Lamp", patch.getString("name"));
  }

  @Test
  void anAttributeMayHaveTheNameOfAColumn() {
    JsonObject patch = patch("sku,attributes.name\nA-1,x\n").patch();

    assertEquals("x", patch.getJsonObject("attributes").getString("name"));
    assertNull(patch.getString("name"));
  }

  @Test
  void spreadsheetsMayLeaveEmptyColumns() {
    JsonObject patch = patch("sku,name,,\nA-1,Lamp,,\n".replace(",,\n", ",\n")).patch();

    assertEquals("Lamp", patch.getString("name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A-1,Lamp,1.99             | columns  | ",
        "A-1,Lamp,1.99,EUR,more    | columns  | ",
        "A/1,Lamp,1.99,EUR         | format   | /sku",
        ",Lamp,1.99,EUR            | required | /sku",
        "import,Lamp,1.99,EUR      | format   | /sku",
        "A-1,Lamp,1.999,EUR        | format   | /price",
        "A-1,Lamp,,EUR             | format   | /price",
        "A-1,Lamp,-1,EUR           | format   | /price",
        "A-1,Lamp,1.99,            | format   | /price",
        "A-1,Lamp,1.99,Euro        | format   | /price",
        "A-1,\"Lamp\"x,1.99,EUR    | quotes   | ",
        "A-1,\"Lamp,1.99,EUR       | quotes   | "
      })
  void aFaultyRowIsNamedByItsLine(String line, String code, String pointer) {
    List<Row> rows = parse(HEADER + line + "\nA-2,Lamp,1.99,EUR\n");

    Row.Fault fault = (Row.Fault) rows.get(0);
    assertEquals(2, fault.line());
    assertEquals(code, fault.code());
    assertEquals(pointer, fault.pointer());
    assertEquals("A-2", ((Row.Patch) rows.get(1)).sku());
    assertEquals(2, rows.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sku,name,colour | A-1,\"Lamp\"x,red    | A-1",
        "sku,name,colour | A-1,\"Lamp,red       | A-1",
        "name,sku,colour | Lamp, A-1 ,\"red\"x | A-1",
        "name,sku,colour | \"Lamp\"x,A-1,red    | ",
        "name,sku,colour | \"Lamp,A-1,red       | ",
        "sku,name,colour | \"A-1\"x,Lamp,red    | ",
        "sku,name,colour | A/1,\"Lamp\"x,red    | ",
        "name,sku        | \"La\"mp,A-1         | ",
        "name,sku        | \"La,A-1             | "
      })
  void theSkuOfABrokenRowIsGivenWhenItCanBeTold(String header, String line, String sku) {
    Row.Fault fault = (Row.Fault) parse(header + "\n" + line + "\n").get(0);

    assertEquals("quotes", fault.code());
    assertEquals(sku, fault.sku());
  }

  @Test
  void aRowThatIsNotUtf8IsAFaultAndTheNextOneIsNot() {
    Buffer body =
        Buffer.buffer(HEADER)
            .appendBytes("A-1,Gl\u00fchbirne,1,EUR\n".getBytes(StandardCharsets.ISO_8859_1))
            .appendString("A-2,Gl\u00fchbirne,1,EUR\n");
    CsvParser parser = new CsvParser(1_000);
    List<Row> rows = new ArrayList<>(parser.feed(body));
    rows.addAll(parser.finish());

    assertEquals("encoding", ((Row.Fault) rows.get(0)).code());
    assertEquals("A-1", ((Row.Fault) rows.get(0)).sku());
    assertEquals("Gl\u00fchbirne", ((Row.Patch) rows.get(1)).patch().getString("name"));
  }

  @Test
  void blankLinesAreNoRows() {
    assertEquals(1, parse("\n\n" + HEADER + "\n\r\nA-1,Lamp,1.99,EUR\n \t \n\n ").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "'name,price'",
        "'sku;name;price'",
        "'sku,name,Name'",
        "'sku,colour,colour'",
        "'sku,colour,attributes.colour'",
        "'sku,options.size,options. size'",
        "'sku,attributes.x,attributes. x'",
        "'sku,price'",
        "'sku,currency'",
        "'sku,\"name\"x'"
      })
  void anUnusableHeaderIsRefused(String header) {
    assertThrows(Problem.class, () -> parse(header + "\nA-1,x\n"));
  }

  @Test
  void aLongRowIsAFault() {
    CsvParser parser = new CsvParser(100);
    List<Row> rows = parser.feed(Buffer.buffer("sku,name\nA-1," + "x".repeat(500) + "\nA-2,y\n"));

    assertEquals("length", ((Row.Fault) rows.get(0)).code());
    assertEquals("A-1", ((Row.Fault) rows.get(0)).sku());
    assertTrue(rows.get(1) instanceof Row.Patch);
  }

  private static Row.Patch patch(String csv) {
    List<Row> rows = parse(csv);
    assertEquals(1, rows.size());
    return (Row.Patch) rows.get(0);
  }

  private static List<Row> parse(String csv) {
    CsvParser parser = new CsvParser(1_000);
    List<Row> rows = new ArrayList<>(parser.feed(Buffer.buffer(csv)));
    rows.addAll(parser.finish());
    return rows;
  }
}
