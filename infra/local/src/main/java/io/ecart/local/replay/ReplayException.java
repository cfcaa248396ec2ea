package io.ecart.local.replay;

/** Why a replay cannot begin or go on, in one line for a person. */
public final class ReplayException extends RuntimeException {
  public ReplayException(String message) {
    super(message);
  }

  ReplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
