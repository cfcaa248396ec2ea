package io.ecart.local.replay;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads lines and never holds more than a bound of one, however long it is. */
final class BoundedLines implements AutoCloseable {
  /** Longer than any row of transactions. */
  static final int LONGEST = 10_000;

  private static final int END = -1;

  private final Reader in;
  private final StringBuilder line = new StringBuilder();
  private boolean skipLineFeed;

  BoundedLines(Reader in) {
    this.in = in;
  }

  /** The next line without its end, cut after {@link #LONGEST} characters; null at the end. */
  @Nullable String next() throws IOException {
    line.setLength(0);
    int c = in.read();
    if (skipLineFeed && c == '\n') {
      c = in.read();
    }
    skipLineFeed = false;
    if (c == END) {
      return null;
    }
    while (c != END && c != '\n' && c != '\r') {
      if (line.length() <= LONGEST) {
        line.append((char) c);
      }
      c = in.read();
    }
    skipLineFeed = c == '\r';
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
