package io.ecart.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CartConfigTest {
  private static final Map<String, String> NEEDED =
      Map.of(
          "ECART_REDIS_URL", "redis://127.0.0.1:6379",
          "ECART_KAFKA_BOOTSTRAP", "127.0.0.1:9092",
          "ECART_JWT_ISSUER", "http://issuer.test",
          "ECART_JWT_JWKS_URL", "http://issuer.test/jwks");

  @Test
  void defaultsAreThoseOfTheContract() {
    Settings settings = new Settings(NEEDED);
    CartConfig config = CartConfig.read(settings);
    settings.check();
    assertEquals(8083, config.http().port());
    assertEquals(9083, config.http().managementPort());
    assertEquals(Duration.ofDays(30), config.limits().guestTtl());
    assertEquals(Duration.ofDays(90), config.limits().customerTtl());
    assertEquals(Duration.ofHours(24), config.abandonedAfter());
    assertEquals(Duration.ofSeconds(2), config.priceCache());
    assertEquals("EUR", config.currency());
  }

  @Test
  void pricesNeedNotBeRemembered() {
    Map<String, String> environment = new HashMap<>(NEEDED);
    environment.put("ECART_CART_PRICE_CACHE", "0s");
    Settings settings = new Settings(environment);
    assertEquals(Duration.ZERO, CartConfig.read(settings).priceCache());
    settings.check();
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    Map<String, String> wrong = new HashMap<>(NEEDED);
    wrong.put("ECART_CART_GUEST_TTL", "0s");
    wrong.put("ECART_CART_MAX_ITEMS", "201");
    wrong.put("ECART_CURRENCY", "Euro");
    wrong.put("ECART_CART_ABANDONED_AFTER", "soon");
    wrong.put("ECART_CART_PRICE_CACHE", "-1s");
    wrong.remove("ECART_REDIS_URL");
    Settings settings = new Settings(wrong);
    CartConfig.read(settings);
    String message = assertThrows(SettingsException.class, settings::check).getMessage();
    for (String key :
        new String[] {
          "CART_GUEST_TTL",
          "CART_MAX_ITEMS",
          "CURRENCY",
          "CART_ABANDONED_AFTER",
          "CART_PRICE_CACHE",
          "REDIS_URL"
        }) {
      assertTrue(message.contains("ECART_" + key), message);
    }
  }
}
