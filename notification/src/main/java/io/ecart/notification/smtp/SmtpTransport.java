package io.ecart.notification.smtp;

import com.samskivert.mustache.MustacheException;
import io.ecart.notification.Composer;
import io.ecart.notification.Composer.Composed;
import io.ecart.notification.Outbound;
import io.ecart.notification.Outcome;
import io.ecart.notification.Transport;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Sends e-mail over a few connections that stay open. A mail server may take a mail and die before
 * it says so; the mail is then sent again. Both copies carry the same {@code Message-ID}, made from
 * the notification's id, by which mailboxes tell that they are one.
 */
public final class SmtpTransport implements Transport {
  /** Not now, or not with these credentials: nothing that is wrong with the mail. */
  private static final Set<Integer> AWAY = Set.of(421, 454, 530, 534, 535);

  private final MailClient client;
  private final Composer composer;
  private final String from;
  private final String domain;

  public SmtpTransport(Vertx vertx, SmtpSettings settings, Composer composer) {
    this.composer = composer;
    this.from = settings.from();
    this.domain = settings.domain();
    this.client = MailClient.create(vertx, config(settings));
  }

  /**
   * A connection on which the server says nothing is closed: the client has no limit of its own,
   * and a few of them would hold up all mails for good. One that only waits for the next mail is
   * closed before that.
   */
  private static MailConfig config(SmtpSettings settings) {
    int timeoutMs = (int) settings.timeout().toMillis();
    MailConfig config = new MailConfig();
    config.setConnectTimeout(timeoutMs / 2);
    boolean login = !settings.user().isEmpty();
    return config
        .setIdleTimeout(timeoutMs)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setHostname(settings.host())
        .setPort(settings.port())
        .setSsl(settings.tls())
        .setStarttls(settings.starttls())
        .setLogin(login ? LoginOption.REQUIRED : LoginOption.NONE)
        .setUsername(login ? settings.user() : null)
        .setPassword(login ? settings.password().value() : null)
        // Else the client looks its own name up, which may take seconds.
        .setOwnHostname(settings.domain())
        .setKeepAlive(true)
        .setKeepAliveTimeout(timeoutMs / 2)
        .setKeepAliveTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxPoolSize(settings.connections())
        .setPipelining(true);
  }

  @Override
  public Future<Outcome> send(Outbound message) {
    MailMessage mail;
    try {
      mail = mail(message, composer.compose(message));
    } catch (MustacheException e) {
      return Future.succeededFuture(new Outcome.Refused("The template fails: " + e.getMessage()));
    }
    return client
        .sendMail(mail)
        .<Outcome>map(sent -> new Outcome.Sent())
        .recover(failure -> Future.succeededFuture(outcome(failure)));
  }

  private MailMessage mail(Outbound message, Composed composed) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Message-ID", "<" + message.idempotencyId() + "@" + domain + ">")
            // Keeps out-of-office robots from answering.
            .add("Auto-Submitted", "auto-generated");
    MailMessage mail =
        new MailMessage()
            .setFrom(from)
            .setTo(message.notification().recipient())
            .setSubject(composed.subject())
            .setText(composed.text())
            .setHeaders(headers);
    return composed.html().isEmpty() ? mail : mail.setHtml(composed.html());
  }

  static Outcome outcome(Throwable failure) {
    String error = String.valueOf(failure.getMessage());
    if (failure instanceof SMTPException refusal && refusal.getReplyCode() > 0) {
      if (AWAY.contains(refusal.getReplyCode())) {
        return new Outcome.Away(error);
      }
      return refusal.isPermanent() ? new Outcome.Refused(error) : Outcome.retry(error);
    }
    if (failure instanceof IllegalArgumentException) {
      return new Outcome.Refused(error);
    }
    boolean unreachable =
        failure instanceof ConnectException
            || failure instanceof NoRouteToHostException
            || failure instanceof UnknownHostException;
    return unreachable ? new Outcome.Away(error) : Outcome.retry(error);
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
