package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailServerIT {

  @Test
  void remembersWhatAMailSays() throws MessagingException {
    try (MailServer server = MailServer.start(0)) {
      send(server, "ann@example.com", "Ihre Bestellung ö");
      Mail mail = server.mailsTo("Ann@example.com").get(0);
      assertEquals("shop@example.com", mail.from());
      assertEquals("Ihre Bestellung ö", mail.subject());
      assertEquals("Grüße", mail.text().trim());
      assertEquals("<b>Grüße</b>", mail.html().trim());
      assertTrue(mail.messageId().startsWith("<"));
    }
  }

  @Test
  void remembersOnlyTheNewest() throws MessagingException {
    try (MailServer server = MailServer.start(0, 20);
        Transport transport = connect(server)) {
      for (int i = 0; i < 30; i++) {
        MimeMessage message = message(server, "user" + i + "@example.com", "m" + i);
        transport.sendMessage(message, message.getAllRecipients());
      }
      assertEquals(20, server.mails().size());
      assertEquals("m10", server.mails().get(0).subject());
      assertEquals(30, server.received());
      server.clear();
      assertTrue(server.mails().isEmpty());
    }
  }

  @Test
  void failsAsOftenAsItIsTold() throws MessagingException {
    try (MailServer server = MailServer.start(0)) {
      server.failNext(1);
      assertThrows(MessagingException.class, () -> send(server, "ann@example.com", "lost"));
      send(server, "ann@example.com", "kept");
      assertEquals(1, server.mails().size());
    }
  }

  @Test
  void comesBackOnTheSamePort() throws MessagingException {
    try (MailServer server = MailServer.start(0)) {
      int port = server.port();
      send(server, "ann@example.com", "before");
      server.stop();
      assertThrows(MessagingException.class, () -> send(server, "ann@example.com", "lost"));
      server.restart();
      send(server, "ann@example.com", "after");
      assertEquals(port, server.port());
      assertEquals(2, server.mails().size());
    }
  }

  private static void send(MailServer server, String to, String subject) throws MessagingException {
    try (Transport transport = connect(server)) {
      MimeMessage message = message(server, to, subject);
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private static Transport connect(MailServer server) throws MessagingException {
    Transport transport = session(server).getTransport("smtp");
    transport.connect();
    return transport;
  }

  private static MimeMessage message(MailServer server, String to, String subject)
      throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Grüße", "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText("<b>Grüße</b>", "UTF-8", "html");
    MimeMessage message = new MimeMessage(session(server));
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  private static Session session(MailServer server) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    return Session.getInstance(properties);
  }
}
