package io.ecart.product.rows;

/** Follows the quotes of one CSV row, byte by byte. */
final class Quoting {

  private enum State {
    FIELD_START,
    PLAIN,
    QUOTED,
    /** Behind a quote in a quoted field: its end, or the first half of a doubled one. */
    QUOTE_IN_QUOTED
  }

  private State state = State.FIELD_START;

  /** Begins with another row. */
  void restart() {
    state = State.FIELD_START;
  }

  /** Whether a quoted field is not closed yet, so that a line end would belong to it. */
  boolean isOpen() {
    return state == State.QUOTED;
  }

  /** Takes the next byte of the row; false when a quoted field goes on behind its end. */
  boolean follows(byte next) {
    switch (state) {
      case FIELD_START -> state = next == '"' ? State.QUOTED : afterPlain(next);
      case PLAIN -> state = afterPlain(next);
      case QUOTED -> state = next == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
      case QUOTE_IN_QUOTED -> {
        if (next != '"' && next != ',') {
          return false;
        }
        state = next == '"' ? State.QUOTED : State.FIELD_START;
      }
    }
    return true;
  }

  private static State afterPlain(byte next) {
    return next == ',' ? State.FIELD_START : State.PLAIN;
  }
}
