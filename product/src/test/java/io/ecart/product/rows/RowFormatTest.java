package io.ecart.product.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.runtime.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFormatTest {

  @ParameterizedTest
  @CsvSource({
    "text/csv,CSV",
    "Text/CSV; charset=UTF-8; header=present,CSV",
    "text/csv;charset=\"utf-8\",CSV",
    "application/x-ndjson,NDJSON",
    "application/jsonl,NDJSON"
  })
  void contentTypesAreKnown(String header, RowFormat format) {
    assertEquals(format, RowFormat.ofContentType(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "application/json", "text/csv; charset=iso-8859-1", "text/plain"})
  void othersAreRefused(String header) {
    assertThrows(Problem.class, () -> RowFormat.ofContentType(header));
  }

  @Test
  void aMissingContentTypeIsRefused() {
    assertThrows(Problem.class, () -> RowFormat.ofContentType(null));
  }

  @ParameterizedTest
  @CsvSource({
    "'application/x-ndjson, */*',NDJSON",
    "'text/csv;q=0.9,application/x-ndjson',CSV",
    "*/*,CSV"
  })
  void aClientSaysWhatItWouldRatherHave(String header, RowFormat format) {
    assertEquals(format, RowFormat.ofAccept(header));
  }
}
