package io.ecart.testkit.servers;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;

/**
 * A mail as it was delivered to one recipient.
 *
 * @param from who it says it is from; empty when it does not say
 * @param to the recipient it was delivered to
 * @param subject empty when it has none
 * @param text the plain text; empty when it has none
 * @param html the HTML; empty when it has none
 * @param messageId its {@code Message-ID}; empty when it has none
 * @param receivedAt when it came in
 */
public record Mail(
    String from,
    String to,
    String subject,
    String text,
    String html,
    String messageId,
    Instant receivedAt) {

  static Mail of(MimeMessage message, String to, Instant receivedAt) throws MessagingException {
    StringBuilder text = new StringBuilder();
    StringBuilder html = new StringBuilder();
    try {
      collect(message, text, html);
    } catch (IOException e) {
      throw new MessagingException("Cannot read the mail", e);
    }
    return new Mail(
        first(message.getFrom()),
        to,
        orEmpty(message.getSubject()),
        text.toString(),
        html.toString(),
        orEmpty(message.getMessageID()),
        receivedAt);
  }

  private static void collect(Part part, StringBuilder text, StringBuilder html)
      throws MessagingException, IOException {
    Object content = part.getContent();
    if (content instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart each = parts.getBodyPart(i);
        collect(each, text, html);
      }
    } else if (part.isMimeType("text/html")) {
      html.append(content);
    } else if (part.isMimeType("text/plain")) {
      text.append(content);
    }
  }

  private static String first(Address[] addresses) {
    return addresses == null || addresses.length == 0 ? "" : addresses[0].toString();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
