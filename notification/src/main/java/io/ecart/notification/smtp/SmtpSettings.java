package io.ecart.notification.smtp;

import io.ecart.runtime.config.Secret;
import io.ecart.runtime.config.Settings;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * The mail server.
 *
 * @param host empty: no mail server, e-mails are suppressed
 * @param tls whether the connection is TLS from its beginning ({@code smtps})
 * @param starttls whether it becomes TLS
 * @param user empty: no login
 * @param from the sender, such as {@code Shop <shop@example.org>}
 * @param connections kept open at most
 * @param timeout how long the server may say nothing; a mail may take twice that
 */
public record SmtpSettings(
    String host,
    int port,
    boolean tls,
    StartTLSOptions starttls,
    String user,
    Secret password,
    String from,
    int connections,
    Duration timeout) {
  private static final String MISSING = "missing:/";

  public static SmtpSettings read(Settings settings) {
    URI url = url(settings);
    String[] login = String.valueOf(url.getUserInfo()).split(":", 2);
    boolean inUrl = url.getUserInfo() != null;
    String password = inUrl && login.length > 1 ? login[1] : "";
    boolean tls = "smtps".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? 465 : 25;
    Secret secret = settings.secret("SMTP_PASSWORD");
    String from = settings.text("MAIL_FROM", "ECART <shop@ecart.example>");
    if (domain(from).isEmpty()) {
      settings.fault("MAIL_FROM", "must be an address such as Shop <shop@example.org>");
    }
    return new SmtpSettings(
        settings.text("SMTP_HOST", Objects.requireNonNullElse(url.getHost(), "")),
        settings.port("SMTP_PORT", port),
        tls,
        settings.choice("SMTP_STARTTLS", StartTLSOptions.OPTIONAL),
        settings.text("SMTP_USER", inUrl ? login[0] : ""),
        secret.isPresent() ? secret : new Secret(password),
        from,
        settings.number("SMTP_CONNECTIONS", 8, 1, 100),
        settings.duration("SMTP_TIMEOUT", Duration.ofSeconds(20)));
  }

  private static URI url(Settings settings) {
    String text = settings.text("SMTP_URL", "");
    if (text.isEmpty()) {
      return URI.create(MISSING);
    }
    URI url = settings.uri("SMTP_URL", "smtp", "smtps");
    if (url.getHost() == null && text.startsWith("smtp")) {
      settings.fault("SMTP_URL", "names no host");
    }
    return url;
  }

  public boolean configured() {
    return !host.isEmpty();
  }

  /** The part behind the @ of the sender: what message ids end in. */
  public String domain() {
    return domain(from);
  }

  private static String domain(String from) {
    String domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    return from.contains("@") && domain.matches("[A-Za-z0-9.-]+") ? domain : "";
  }
}
