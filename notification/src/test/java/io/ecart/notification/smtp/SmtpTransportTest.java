package io.ecart.notification.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ecart.notification.Outcome;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmtpTransportTest {

  @Test
  void permanentRefusalIsFinal() {
    Outcome outcome = SmtpTransport.outcome(reply(550, "no such user"));
    assertInstanceOf(Outcome.Refused.class, outcome);
  }

  @Test
  void transientRefusalIsTriedAgain() {
    assertInstanceOf(Outcome.Retry.class, SmtpTransport.outcome(reply(451, "busy")));
  }

  @Test
  void closingServerAndWrongCredentialsAreNoFaultOfTheMail() {
    assertInstanceOf(Outcome.Away.class, SmtpTransport.outcome(reply(421, "shutting down")));
    assertInstanceOf(Outcome.Away.class, SmtpTransport.outcome(reply(535, "bad password")));
  }

  @Test
  void unreachableServerIsAway() {
    assertInstanceOf(Outcome.Away.class, SmtpTransport.outcome(new ConnectException("refused")));
    assertInstanceOf(Outcome.Away.class, SmtpTransport.outcome(new UnknownHostException("mx")));
  }

  @Test
  void brokenConnectionIsATry() {
    assertEquals(Outcome.retry("reset"), SmtpTransport.outcome(new java.io.IOException("reset")));
  }

  private static SMTPException reply(int code, String text) {
    return new SMTPException("refused", code, List.of(code + " " + text), true);
  }
}
