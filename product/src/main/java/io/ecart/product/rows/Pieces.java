package io.ecart.product.rows;

import io.ecart.product.Row;
import io.ecart.product.rows.RecordSplitter.Piece;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns pieces into texts, and what is wrong with them into rows that say so. */
final class Pieces {
  private final Utf8 utf8 = new Utf8();
  private final int maxRowBytes;

  Pieces(int maxRowBytes) {
    this.maxRowBytes = maxRowBytes;
  }

  /** The text of a whole piece; null when it is not UTF-8. */
  @Nullable String text(Piece piece) {
    return utf8.decode(piece.bytes().duplicate());
  }

  /** The text as far as it is ASCII, which can be told of every piece. */
  static String ascii(Piece piece) {
    return StandardCharsets.US_ASCII.decode(piece.bytes().duplicate()).toString();
  }

  Row.Fault notUtf8(Piece piece) {
    return fault(piece, "encoding", "The row is not UTF-8");
  }

  /** The fault of a piece that has one. */
  Row.Fault faultOf(Piece piece) {
    return switch (Objects.requireNonNull(piece.fault())) {
      case QUOTE_MISPLACED ->
          fault(
              piece,
              "quotes",
              "A quoted field goes on behind its closing quote; a quote inside is written twice."
                  + " Reading went on with the next line");
      case QUOTE_NOT_CLOSED ->
          fault(
              piece,
              "quotes",
              "A quote that is opened in this line is not closed within "
                  + maxRowBytes
                  + " bytes or before the end. Reading went on with the next line");
      case TOO_LONG -> fault(piece, "length", "The row has more than " + maxRowBytes + " bytes");
    };
  }

  private static Row.Fault fault(Piece piece, String code, String detail) {
    return new Row.Fault(piece.line(), null, null, code, detail);
  }
}
