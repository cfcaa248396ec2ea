package io.ecart.notification.sms;

import io.ecart.runtime.config.Secret;
import io.ecart.runtime.config.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * The SMS gateway, in the shape of Twilio's Messages API.
 *
 * @param url scheme, host and port, such as {@code https://api.twilio.com}; empty: no gateway, text
 *     messages are suppressed
 * @param account the account's id, also the user of the login
 * @param token its secret
 * @param from the sender's number
 * @param timeout for one message
 */
public record SmsSettings(String url, String account, Secret token, String from, Duration timeout) {

  public static SmsSettings read(Settings settings) {
    String url = settings.text("SMS_URL", "");
    SmsSettings read =
        new SmsSettings(
            url.isEmpty() ? "" : trimmed(settings.uri("SMS_URL", "http", "https")),
            settings.text("SMS_ACCOUNT", ""),
            settings.secret("SMS_TOKEN"),
            settings.text("SMS_FROM", ""),
            settings.duration("SMS_TIMEOUT", Duration.ofSeconds(10)));
    if (read.configured()) {
      require(settings, "SMS_ACCOUNT", !read.account().isEmpty());
      require(settings, "SMS_TOKEN", read.token().isPresent());
      require(settings, "SMS_FROM", !read.from().isEmpty());
    }
    return read;
  }

  public boolean configured() {
    return !url.isEmpty();
  }

  private static String trimmed(URI url) {
    return url.toString().replaceAll("/+$", "");
  }

  private static void require(Settings settings, String key, boolean given) {
    if (!given) {
      settings.fault(key, "is missing, but SMS_URL is given");
    }
  }
}
