package io.ecart.product.rows;

import io.ecart.runtime.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into records, one per line, or for CSV one per row, whose quoted fields may
 * hold line ends. It keeps no more than one record, and a record has a greatest length. All bytes it
 * looks for are ASCII, so it never cuts a UTF-8 character.
 *
 * <p>A quote that is out of place spoils its own line only: cutting goes on with the very next line,
 * so a forgotten quote cannot swallow what follows.
 */
final class RecordSplitter {

  /**
   * What was cut.
   *
   * @param line where it begins, counted from 1
   * @param bytes the record without its line end; of a faulty one, its first line at most
   * @param fault what is wrong with it; null when it is whole
   */
  record Piece(long line, byte[] bytes, @Nullable Fault fault) {}

  /** Why a record cannot be cut out. */
  enum Fault {
    QUOTE_MISPLACED,
    QUOTE_NOT_CLOSED,
    TOO_LONG
  }

  private enum State {
    FIELD_START,
    PLAIN,
    QUOTED,
    /** Behind a quote in a quoted field: its end, or the first half of a doubled one. */
    QUOTE_IN_QUOTED,
    /** In a line that was given up. */
    SKIPPING
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
  private State state = State.FIELD_START;
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
      if (state == State.QUOTED) {
        giveUp(Fault.QUOTE_NOT_CLOSED, out);
        scan(out);
      } else {
        if (state != State.SKIPPING) {
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
      if (secondHalf && state != State.QUOTED) {
        at++;
        begin = at;
        continue;
      }
      if (isLineEnd(next) && state != State.QUOTED) {
        endRecord(out);
        continue;
      }
      if (next == '\n') {
        lineAt++;
      }
      at++;
      if (quotes && !follows(next)) {
        giveUp(Fault.QUOTE_MISPLACED, out);
      } else if (state == State.SKIPPING) {
        begin = at;
      } else if (at - begin > maxBytes) {
        giveUp(state == State.QUOTED ? Fault.QUOTE_NOT_CLOSED : Fault.TOO_LONG, out);
      }
    }
  }

  /** In CSV a carriage return ends a line, be it alone or the first half of a line end. */
  private boolean isLineEnd(byte next) {
    return next == '\n' || (quotes && next == '\r');
  }

  /** Follows the quoting; false when a quoted field goes on behind its end. */
  private boolean follows(byte next) {
    switch (state) {
      case FIELD_START -> state = next == '"' ? State.QUOTED : afterPlain(next);
      case PLAIN -> state = afterPlain(next);
      case QUOTED -> state = next == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
      case QUOTE_IN_QUOTED -> {
        if (next == '"') {
          state = State.QUOTED;
        } else if (next == ',') {
          state = State.FIELD_START;
        } else {
          return false;
        }
      }
      case SKIPPING -> {}
    }
    return true;
  }

  private static State afterPlain(byte next) {
    return next == ',' ? State.FIELD_START : State.PLAIN;
  }

  private void endRecord(Consumer<Piece> out) {
    if (state != State.SKIPPING) {
      emit(at, out);
    }
    at++;
    begin = at;
    lineAt++;
    line = lineAt;
    state = State.FIELD_START;
  }

  private void emit(int until, Consumer<Piece> out) {
    out.accept(new Piece(line, record(until), null));
  }

  private byte[] record(int until) {
    int last = until > begin && bytes[until - 1] == '\r' ? until - 1 : until;
    return Arrays.copyOfRange(bytes, begin, last);
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
    state = State.SKIPPING;
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
