package io.ecart.product.rows;

import io.ecart.runtime.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into records, one per line, or for CSV one per row, whose quoted fields
 * may hold line ends. It keeps no more than one record, and a record has a greatest length. All
 * bytes it looks for are ASCII, so it never cuts a UTF-8 character.
 *
 * <p>A quote that is out of place spoils its own line only: cutting goes on with the very next
 * line, so a forgotten quote cannot swallow what follows.
 */
final class RecordSplitter {

  /**
   * What was cut.
   *
   * @param line where it begins, counted from 1
   * @param bytes the record without its line end; of a faulty one, its first line at most. They are
   *     good only until the receiver returns
   * @param fault what is wrong with it; null when it is whole
   */
  record Piece(long line, ByteBuffer bytes, @Nullable Fault fault) {}

  /** Why a record cannot be cut out. */
  enum Fault {
    QUOTE_MISPLACED,
    QUOTE_NOT_CLOSED,
    TOO_LONG
  }

  private static final int FIRST_CAPACITY = 8_192;

  private final boolean quotes;
  private final int maxBytes;
  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int end;
  private int begin;
  private int at;
  private long line = 1;
  private long lineAt = 1;
  private final Quoting quoting = new Quoting();
  private boolean skipping;
  private boolean atStart = true;
  private boolean afterReturn;

  /**
   * @param quotes whether line ends in quoted fields belong to the field, as in CSV
   * @param maxBytes the longest record
   */
  RecordSplitter(boolean quotes, int maxBytes) {
    this.quotes = quotes;
    this.maxBytes = maxBytes;
  }

  /** Takes the next bytes, and gives every record that they complete. */
  void feed(Buffer chunk, Consumer<Piece> out) {
    makeRoom(chunk.length());
    chunk.getBytes(bytes, end);
    end += chunk.length();
    if (atStart && end >= 3) {
      skipByteOrderMark();
    }
    if (!atStart) {
      scan(out);
    }
  }

  /** Gives the last record, which need not end with a line end. */
  void finish(Consumer<Piece> out) {
    skipByteOrderMark();
    scan(out);
    while (begin < end) {
      if (quoting.isOpen()) {
        giveUp(Fault.QUOTE_NOT_CLOSED, out);
        scan(out);
      } else {
        if (!skipping) {
          emit(end, out);
        }
        begin = end;
      }
    }
  }

  private void scan(Consumer<Piece> out) {
    while (at < end) {
      byte next = bytes[at];
      boolean secondHalf = next == '\n' && afterReturn;
      afterReturn = next == '\r' && quotes;
      if (secondHalf && !quoting.isOpen()) {
        at++;
        begin = at;
        continue;
      }
      if (isLineEnd(next) && !quoting.isOpen()) {
        endRecord(out);
        continue;
      }
      if (next == '\n') {
        lineAt++;
      }
      at++;
      if (skipping) {
        begin = at;
      } else if (quotes && !quoting.follows(next)) {
        giveUp(Fault.QUOTE_MISPLACED, out);
      } else if (at - begin > maxBytes) {
        giveUp(quoting.isOpen() ? Fault.QUOTE_NOT_CLOSED : Fault.TOO_LONG, out);
      }
    }
  }

  /** In CSV a carriage return ends a line, be it alone or the first half of a line end. */
  private boolean isLineEnd(byte next) {
    return next == '\n' || (quotes && next == '\r');
  }

  private void endRecord(Consumer<Piece> out) {
    if (!skipping) {
      emit(at, out);
    }
    at++;
    begin = at;
    lineAt++;
    line = lineAt;
    quoting.restart();
    skipping = false;
  }

  private void emit(int until, Consumer<Piece> out) {
    out.accept(new Piece(line, record(until), null));
  }

  private ByteBuffer record(int until) {
    int last = until > begin && bytes[until - 1] == '\r' ? until - 1 : until;
    return ByteBuffer.wrap(bytes, begin, last - begin);
  }

  /** Reports the record's first line, and goes on behind it. */
  private void giveUp(Fault fault, Consumer<Piece> out) {
    int lineEnd = begin;
    while (lineEnd < end && !isLineEnd(bytes[lineEnd])) {
      lineEnd++;
    }
    out.accept(new Piece(line, record(lineEnd), fault));
    lineAt = line;
    at = lineEnd;
    begin = lineEnd;
    afterReturn = false;
    quoting.restart();
    skipping = true;
  }

  private void makeRoom(int more) {
    if (begin > 0) {
      System.arraycopy(bytes, begin, bytes, 0, end - begin);
      end -= begin;
      at -= begin;
      begin = 0;
    }
    if (end + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
    }
  }

  private void skipByteOrderMark() {
    if (!atStart) {
      return;
    }
    atStart = false;
    if (startsWith(0xFE, 0xFF) || startsWith(0xFF, 0xFE)) {
      throw Problem.unreadable("The body is UTF-16; send UTF-8");
    }
    if (startsWith(0xEF, 0xBB, 0xBF)) {
      begin = 3;
      at = 3;
    }
  }

  private boolean startsWith(int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= end || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
