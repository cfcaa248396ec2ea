package io.ecart.product.rows;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import io.ecart.product.Row;
import io.ecart.product.rows.RecordSplitter.Piece;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV: a header, then a product per row. The stream is cut into rows here, and each row is
 * taken apart by FastCSV, so that no row can spoil another one.
 */
final class CsvParser implements RowParser {
  private final RecordSplitter splitter;
  private final Pieces pieces;
  private final CsvReaderBuilder reader = CsvReader.builder().skipEmptyLines(false);
  private @Nullable CsvHeader header;

  CsvParser(int maxRowBytes) {
    this.splitter = new RecordSplitter(true, maxRowBytes);
    this.pieces = new Pieces(maxRowBytes);
  }

  @Override
  public List<Row> feed(Buffer chunk) {
    List<Row> rows = new ArrayList<>();
    splitter.feed(chunk, piece -> read(piece, rows));
    return rows;
  }

  @Override
  public List<Row> finish() {
    List<Row> rows = new ArrayList<>();
    splitter.finish(piece -> read(piece, rows));
    if (header == null) {
      throw Problem.invalid("", "header", "The body is empty; a header row is required");
    }
    return rows;
  }

  private void read(Piece piece, List<Row> rows) {
    CsvHeader columns = header;
    if (columns == null) {
      header = readHeader(piece);
      return;
    }
    if (piece.fault() != null) {
      rows.add(named(pieces.faultOf(piece), piece, columns));
      return;
    }
    String text = pieces.text(piece);
    if (text == null) {
      rows.add(named(pieces.notUtf8(piece), piece, columns));
    } else if (!text.isBlank()) {
      rows.add(readRow(piece, text, columns));
    }
  }

  private @Nullable CsvHeader readHeader(Piece piece) {
    if (piece.fault() != null) {
      throw Problem.invalid("", "header", "The header: " + pieces.faultOf(piece).detail());
    }
    String text = pieces.text(piece);
    if (text == null) {
      throw Problem.unreadable("The header is not UTF-8");
    }
    return text.isBlank() ? null : CsvHeader.of(cells(text));
  }

  private Row readRow(Piece piece, String text, CsvHeader columns) {
    try {
      return columns.row(piece.line(), cells(text));
    } catch (CsvParseException e) {
      String detail = "The row is not well-formed CSV";
      return named(new Row.Fault(piece.line(), null, null, "format", detail), piece, columns);
    }
  }

  /** A broken row is found again by its sku more easily than by its line. */
  private static Row named(Row.Fault fault, Piece piece, CsvHeader columns) {
    String sku = columns.skuOf(Pieces.ascii(piece));
    return new Row.Fault(fault.line(), sku, fault.pointer(), fault.code(), fault.detail());
  }

  private List<String> cells(String text) {
    return reader.ofSingleCsvRecord(text).getFields();
  }
}
