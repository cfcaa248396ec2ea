package io.ecart.notification;

import io.ecart.notification.sms.SmsSettings;
import io.ecart.notification.smtp.SmtpSettings;
import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;

/**
 * The settings of the notification service; every key stands in its README.
 *
 * @param platform what every service has
 * @param shop how the shop speaks
 * @param smtp the mail server
 * @param sms the SMS gateway
 * @param send how messages are sent
 */
public record NotificationConfig(
    Platform platform, ShopSettings shop, SmtpSettings smtp, SmsSettings sms, SendSettings send) {
  private static final int PORT = 8085;
  private static final int MANAGEMENT_PORT = 9085;

  /** Where the service listens and what it stands on. */
  public record Platform(
      HttpSettings http, JwtSettings jwt, PostgresSettings postgres, KafkaSettings kafka) {}

  public static NotificationConfig read(Settings settings) {
    return new NotificationConfig(
        new Platform(
            HttpSettings.read(settings, PORT, MANAGEMENT_PORT),
            JwtSettings.read(settings),
            PostgresSettings.read(settings),
            KafkaSettings.read(settings)),
        ShopSettings.read(settings),
        SmtpSettings.read(settings),
        SmsSettings.read(settings),
        SendSettings.read(settings));
  }
}
