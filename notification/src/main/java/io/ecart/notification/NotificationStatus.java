package io.ecart.notification;

import io.ecart.runtime.http.Fields;

/**
 * Where a message stands. It begins as {@code QUEUED} or {@code SUPPRESSED}; only resending brings
 * it back into the queue.
 */
public enum NotificationStatus {
  /** Waits for its time, for a free hand, or for the next try. */
  QUEUED,
  /** The mail server, gateway or receiver has taken it. */
  SENT,
  /** Given up; the error says why. */
  FAILED,
  /** Never meant to leave: the recipient or the settings say so; the error names which. */
  SUPPRESSED;

  /** How it is written in JSON and in the database. */
  public String wire() {
    return Fields.wire(this);
  }
}
