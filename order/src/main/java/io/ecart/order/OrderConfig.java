package io.ecart.order;

import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import java.time.Duration;

/**
 * What the order service is told from outside.
 *
 * @param http where it listens
 * @param jwt how callers prove who they are
 * @param postgres where orders are kept
 * @param kafka where events go
 * @param payment whether orders await a payment
 * @param catalogueFresh how long prices are believed without asking again
 * @param holdTtl how long goods are held for an order that never came to be, in whole seconds
 */
public record OrderConfig(
    HttpSettings http,
    JwtSettings jwt,
    PostgresSettings postgres,
    KafkaSettings kafka,
    PaymentSettings payment,
    Duration catalogueFresh,
    Duration holdTtl) {
  private static final int PORT = 8084;
  private static final int MANAGEMENT_PORT = 9084;

  /**
   * @param mode whether orders await a payment
   * @param ttl how long one is awaited
   */
  public record PaymentSettings(PaymentMode mode, Duration ttl) {}

  public static OrderConfig read(Settings settings) {
    return new OrderConfig(
        HttpSettings.read(settings, PORT, MANAGEMENT_PORT),
        JwtSettings.read(settings),
        PostgresSettings.read(settings),
        KafkaSettings.read(settings),
        new PaymentSettings(
            settings.choice("PAYMENT_MODE", PaymentMode.NONE),
            settings.duration("PAYMENT_TTL", Duration.ofMinutes(30))),
        settings.duration("CATALOGUE_FRESH", Duration.ofSeconds(30)),
        settings.duration("HOLD_TTL", Duration.ofMinutes(15)));
  }
}
