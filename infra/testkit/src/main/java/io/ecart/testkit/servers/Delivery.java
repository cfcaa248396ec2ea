package io.ecart.testkit.servers;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it came in. It is taken apart only when somebody looks at it: that costs far more than
 * receiving it, and under load nobody looks.
 */
final class Delivery {
  private final MimeMessage message;
  private final String to;
  private final Instant receivedAt = Instant.now();
  private @Nullable Mail mail;

  Delivery(MimeMessage message, String to) {
    this.message = message;
    this.to = to;
  }

  /** What the mail says; one that cannot be read says why in its text. */
  synchronized Mail mail() {
    if (mail == null) {
      mail = read();
    }
    return mail;
  }

  private Mail read() {
    try {
      return Mail.of(message, to, receivedAt);
    } catch (MessagingException e) {
      return new Mail("", to, "", "This mail cannot be read: " + e, "", "", receivedAt);
    }
  }
}
