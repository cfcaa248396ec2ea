package io.ecart.testkit.servers;

/** Somebody else listens on the port that a server was to listen on. */
final class PortTakenException extends IllegalStateException {

  PortTakenException(String message) {
    super(message);
  }

  /**
   * @param message says what could not start, ending with its log
   */
  static IllegalStateException orOther(String message) {
    return message.contains("already in use")
        ? new PortTakenException(message)
        : new IllegalStateException(message);
  }
}
