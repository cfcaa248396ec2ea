package io.ecart.product.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.product.Row;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NdjsonParserTest {

  @Test
  void aLineIsAMergePatchWithItsSku() {
    Row.Patch row =
        (Row.Patch) parse("{\"sku\":\"A-1\",\"name\":\"Lamp\",\"groupId\":null}\r\n").get(0);

    assertEquals("A-1", row.sku());
    assertEquals("{\"name\":\"Lamp\",\"groupId\":null}", row.patch().encode());
  }

  @Test
  void whatAListGivesIsTaken() {
    Row.Patch row =
        (Row.Patch)
            parse(
                    "{\"sku\":\"A-1\",\"name\":\"Lamp\",\"version\":3,\"createdAt\":\"x\","
                        + "\"updatedAt\":\"x\",\"availability\":{}}")
                .get(0);

    assertEquals("{\"name\":\"Lamp\"}", row.patch().encode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'sku':'A-1'            | format   |       |",
        "[]                      | format   |       |",
        "null                    | format   |       |",
        "'text'                  | format   |       |",
        "{'sku':'A-1'} trailing  | format   |       |",
        "{'name':'x'}            | required | /sku  |",
        "{'sku':5}               | format   | /sku  | 5",
        "{'sku':'a b'}           | format   | /sku  | a b"
      })
  void aFaultyLineIsNamed(String line, String code, String pointer, String sku) {
    List<Row> rows = parse("\n" + line.replace('\'', '"') + "\n{\"sku\":\"A-2\"}");

    Row.Fault fault = (Row.Fault) rows.get(0);
    assertEquals(2, fault.line());
    assertEquals(code, fault.code());
    assertEquals(pointer, fault.pointer());
    assertEquals(sku, fault.sku());
    assertEquals("A-2", ((Row.Patch) rows.get(1)).sku());
  }

  @Test
  void brokenUtf8IsAFaultOfItsLine() {
    NdjsonParser parser = new NdjsonParser(1_000);
    Buffer body =
        Buffer.buffer("{\"sku\":\"A-1\",\"name\":\"").appendByte((byte) 0xC3).appendString("\"}\n");

    Row.Fault fault = (Row.Fault) parser.feed(body).get(0);

    assertEquals("encoding", fault.code());
    assertNull(fault.sku());
  }

  private static List<Row> parse(String text) {
    NdjsonParser parser = new NdjsonParser(1_000);
    List<Row> rows = new ArrayList<>(parser.feed(Buffer.buffer(text)));
    rows.addAll(parser.finish());
    return rows;
  }
}
