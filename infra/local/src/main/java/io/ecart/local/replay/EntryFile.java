package io.ecart.local.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.ecart.local.replay.Entry.Skipped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of transactions row by row. A row is a line, so that a quote that is never closed
 * breaks the row in which it stands and nothing after it.
 */
final class EntryFile implements AutoCloseable {
  /** The byte-order mark, which UTF-8 keeps as a character. */
  private static final String MARK = "\uFEFF";

  private final Transactions file;
  private final BoundedLines lines;
  private final Columns columns;
  private long rows;

  private EntryFile(Transactions file, BoundedLines lines, Columns columns) {
    this.file = file;
    this.lines = lines;
    this.columns = columns;
  }

  /**
   * @throws ReplayException when the file cannot be read or is of another shape
   */
  static EntryFile open(Transactions file, Charset charset) {
    try {
      BoundedLines lines =
          new BoundedLines(new BufferedReader(new InputStreamReader(file.open(), charset)));
      String header = lines.next();
      if (header == null) {
        throw new ReplayException(file.name() + " is empty");
      }
      return new EntryFile(file, lines, columns(file, header));
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private static Columns columns(Transactions file, String header) {
    try {
      return Columns.of(fields(header.startsWith(MARK) ? header.substring(1) : header));
    } catch (ReplayException e) {
      throw new ReplayException(file.name() + " is no file of transactions: " + e.getMessage());
    }
  }

  private static List<String> fields(String line) {
    try {
      return CsvReader.builder().ofSingleCsvRecord(line).getFields();
    } catch (CsvParseException e) {
      return List.of();
    }
  }

  /** The next row; null at the end of the file. */
  @Nullable Entry next() {
    try {
      String line = lines.next();
      if (line == null) {
        return null;
      }
      rows++;
      return entry(line);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private Entry entry(String line) {
    if (line.isBlank()) {
      return new Skipped(Reason.EMPTY);
    }
    List<String> fields = fields(line);
    return fields.size() == columns.count() && line.length() <= BoundedLines.LONGEST
        ? EntryReader.read(columns.row(fields))
        : new Skipped(Reason.FIELDS);
  }

  /** Rows read so far, without the header. */
  long rows() {
    return rows;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }
}
