package io.ecart.cart;

import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.config.Settings;
import java.time.Duration;

/**
 * The settings of the cart service.
 *
 * @param http where it listens
 * @param jwt how callers are known
 * @param redis where carts are
 * @param kafka where events go
 * @param limits of a cart
 * @param abandonedAfter a cart with items that is not changed for so long is told as abandoned
 * @param priceCache how long names, prices and availability are taken as fresh; they are asked for
 *     every time when it is zero
 * @param currency what the subtotal of an empty cart is said in
 */
public record CartConfig(
    HttpSettings http,
    JwtSettings jwt,
    RedisSettings redis,
    KafkaSettings kafka,
    CartLimits limits,
    Duration abandonedAfter,
    Duration priceCache,
    String currency) {
  private static final int PORT = 8083;
  private static final int MANAGEMENT_PORT = 9083;
  private static final int MAX_ITEMS = 200;
  private static final Duration LONGEST = Duration.ofDays(3_650);

  public static CartConfig read(Settings settings) {
    return new CartConfig(
        HttpSettings.read(settings, PORT, MANAGEMENT_PORT),
        JwtSettings.read(settings),
        RedisSettings.read(settings),
        KafkaSettings.read(settings),
        new CartLimits(
            positive(settings, "CART_GUEST_TTL", Duration.ofDays(30)),
            positive(settings, "CART_CUSTOMER_TTL", Duration.ofDays(90)),
            settings.number("CART_MAX_ITEMS", MAX_ITEMS, 1, MAX_ITEMS)),
        positive(settings, "CART_ABANDONED_AFTER", Duration.ofHours(24)),
        bounded(settings, "CART_PRICE_CACHE", Duration.ofSeconds(2)),
        currency(settings));
  }

  private static Duration positive(Settings settings, String key, Duration fallback) {
    Duration value = bounded(settings, key, fallback);
    if (value.isZero()) {
      settings.fault(key, "must be longer than nothing");
    }
    return value;
  }

  private static Duration bounded(Settings settings, String key, Duration fallback) {
    Duration value = settings.duration(key, fallback);
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      settings.fault(key, "must be from 0s to " + LONGEST.toDays() + "d");
    }
    return value;
  }

  private static String currency(Settings settings) {
    String value = settings.text("CURRENCY", "EUR");
    if (!value.matches("[A-Z]{3}")) {
      settings.fault("CURRENCY", "must be an ISO 4217 code such as EUR");
    }
    return value;
  }
}
