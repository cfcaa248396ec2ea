package io.ecart.notification;

import io.ecart.runtime.http.Fields;
import java.util.Arrays;
import java.util.Optional;

/** A way to reach somebody. */
public enum Channel {
  EMAIL,
  SMS,
  WEBHOOK;

  /** How it is written in JSON and in the database. */
  public String wire() {
    return Fields.wire(this);
  }

  public static Optional<Channel> named(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(wire)).findFirst();
  }
}
