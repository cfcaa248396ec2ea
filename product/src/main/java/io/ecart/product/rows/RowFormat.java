package io.ecart.product.rows;

import io.ecart.product.Catalogue.Names;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text forms of the catalogue. */
public enum RowFormat {
  CSV("text/csv"),
  NDJSON("application/x-ndjson");

  private final String mediaType;

  RowFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Reads rows of this format, each of so many bytes at most. */
  public RowParser parser(int maxRowBytes) {
    return this == CSV ? new CsvParser(maxRowBytes) : new NdjsonParser(maxRowBytes);
  }

  /** Writes rows of this format; CSV has a column for each of the names. */
  public RowWriter writer(Names names) {
    return this == CSV ? new CsvRowWriter(names) : new NdjsonRowWriter();
  }

  /**
   * The format of a body.
   *
   * @throws Problem {@code unsupported_media_type}
   */
  public static RowFormat ofContentType(@Nullable String header) {
    String[] parts = header == null ? new String[] {""} : header.split(";");
    Optional<RowFormat> format = ofMediaType(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim().toLowerCase(Locale.ROOT).replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send UTF-8");
      }
    }
    return format.orElseThrow(
        () ->
            Problem.of(
                ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send text/csv or application/x-ndjson"));
  }

  /** The format that a client would rather have; CSV when it does not say. */
  public static RowFormat ofAccept(@Nullable String header) {
    if (header == null) {
      return CSV;
    }
    return Arrays.stream(header.split(","))
        .flatMap(each -> ofMediaType(each.split(";", 2)[0]).stream())
        .findFirst()
        .orElse(CSV);
  }

  private static Optional<RowFormat> ofMediaType(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "text/csv", "application/csv" -> Optional.of(CSV);
      case "application/x-ndjson", "application/ndjson", "application/jsonl" -> Optional.of(NDJSON);
      default -> Optional.empty();
    };
  }
}
