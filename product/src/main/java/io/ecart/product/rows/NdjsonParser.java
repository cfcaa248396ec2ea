package io.ecart.product.rows;

import io.ecart.product.Product;
import io.ecart.product.Row;
import io.ecart.product.Skus;
import io.ecart.product.rows.RecordSplitter.Piece;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object per line: a product, of which only {@code sku} must be there. */
final class NdjsonParser implements RowParser {
  private final RecordSplitter splitter;
  private final Pieces pieces;

  NdjsonParser(int maxRowBytes) {
    this.splitter = new RecordSplitter(false, maxRowBytes);
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
    return rows;
  }

  private void read(Piece piece, List<Row> rows) {
    if (piece.fault() != null) {
      rows.add(pieces.faultOf(piece));
      return;
    }
    String text = pieces.text(piece);
    if (text == null) {
      rows.add(pieces.notUtf8(piece));
    } else if (!text.isBlank()) {
      rows.add(row(piece.line(), text));
    }
  }

  private static Row row(long line, String text) {
    if (!(decode(text) instanceof JsonObject json)) {
      return new Row.Fault(line, null, null, "format", "The line is not a well-formed JSON object");
    }
    Object sku = json.remove("sku");
    String fault = Skus.faultOf(sku);
    if (fault != null) {
      String named = sku == null ? null : sku.toString();
      return new Row.Fault(line, named, "/sku", sku == null ? "required" : "format", fault);
    }
    Product.READ_ONLY.forEach(json::remove);
    return new Row.Patch(line, String.valueOf(sku), json, false);
  }

  private static @Nullable Object decode(String text) {
    try {
      return Json.decodeValue(text);
    } catch (DecodeException e) {
      return null;
    }
  }
}
