package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `ECART_([A-Z_]+)` \\|");

  @Test
  void readmeNamesEverySettingAndNoOther() throws IOException {
    Settings settings = new Settings(minimal());
    NotificationConfig.read(settings);
    TreeSet<String> read = new TreeSet<>(settings.described().keySet());
    TreeSet<String> documented = new TreeSet<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("README.md")));
    while (rows.find()) {
      documented.add(rows.group(1));
    }
    assertEquals(read, documented);
  }

  @Test
  void defaultsSuffice() {
    NotificationConfig config = read(minimal());
    assertFalse(config.smtp().configured());
    assertFalse(config.sms().configured());
    assertTrue(config.shop().emailEvents().contains("order.placed"));
    assertFalse(config.send().webhooks().allowPrivate());
  }

  @ParameterizedTest
  @CsvSource({"5s,1000", "300ms,300", "20ms,100"})
  void queuesAreLookedAtAsOftenAsMessagesMayBeDue(String backoff, long pollMs) {
    Map<String, String> environment = minimal();
    environment.put("ECART_SEND_BACKOFF", backoff);
    assertEquals(pollMs, read(environment).send().poll().toMillis());
  }

  @Test
  void mailServerIsOneUrl() {
    Map<String, String> environment = minimal();
    environment.put("ECART_SMTP_URL", "smtps://me:se%20cret@mx.example");
    NotificationConfig config = read(environment);
    assertEquals("mx.example", config.smtp().host());
    assertEquals(465, config.smtp().port());
    assertEquals("me", config.smtp().user());
    assertEquals("se cret", config.smtp().password().value());
    assertTrue(config.smtp().tls());
  }

  @Test
  void mailServerIsSeveralSettings() {
    Map<String, String> environment = minimal();
    environment.put("ECART_SMTP_HOST", "mx.example");
    environment.put("ECART_SMTP_PORT", "587");
    environment.put("ECART_SMTP_STARTTLS", "required");
    NotificationConfig config = read(environment);
    assertEquals("mx.example", config.smtp().host());
    assertEquals(587, config.smtp().port());
  }

  @Test
  void mailServerWithoutAHostIsAFault() {
    Map<String, String> environment = minimal();
    environment.put("ECART_SMTP_URL", "smtp:mx.example");
    assertThrows(SettingsException.class, () -> read(environment));
  }

  @Test
  void secretsAreNotPrinted() {
    Map<String, String> environment = minimal();
    environment.put("ECART_SMTP_URL", "smtp://me:hush@mx.example");
    environment.put("ECART_SMS_TOKEN", "hush");
    environment.put("ECART_SMTP_PASSWORD", "hush");
    Settings settings = new Settings(environment);
    NotificationConfig config = NotificationConfig.read(settings);
    assertFalse(settings.described().toString().contains("hush"));
    assertFalse(config.toString().contains("hush"));
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    Map<String, String> environment = minimal();
    environment.put("ECART_SMTP_URL", "http://mx.example");
    environment.put("ECART_MAIL_FROM", "nobody");
    environment.put("ECART_SMS_URL", "https://sms.example");
    environment.put("ECART_EMAIL_EVENTS", "order.palced");
    environment.put("ECART_SHOP_LOCALE", "english");
    String message = assertThrows(SettingsException.class, () -> read(environment)).getMessage();
    for (String key :
        new String[] {
          "SMTP_URL",
          "MAIL_FROM",
          "SMS_ACCOUNT",
          "SMS_TOKEN",
          "SMS_FROM",
          "EMAIL_EVENTS",
          "SHOP_LOCALE"
        }) {
      assertTrue(message.contains("ECART_" + key), message);
    }
  }

  private static NotificationConfig read(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    NotificationConfig config = NotificationConfig.read(settings);
    settings.check();
    return config;
  }

  private static Map<String, String> minimal() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ECART_POSTGRES_URL", "postgresql://127.0.0.1:5432/notification");
    environment.put("ECART_KAFKA_BOOTSTRAP", "127.0.0.1:9092");
    environment.put("ECART_JWT_ISSUER", "https://issuer.example");
    environment.put("ECART_JWT_JWKS_URL", "https://issuer.example/jwks");
    return environment;
  }
}
