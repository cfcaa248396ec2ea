package io.ecart.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void reportsEveryFaultAtOnce() {
    Settings settings =
        new Settings(
            Map.of(
                "ECART_HTTP_PORT", "eighty",
                "ECART_MANAGEMENT_PORT", "70000",
                "ECART_KAFKA_BOOTSTRAP", "nowhere"));
    HttpSettings.read(settings, 8084, 9084);
    PostgresSettings.read(settings);
    KafkaSettings.read(settings);
    JwtSettings.read(settings);
    String message = assertThrows(SettingsException.class, settings::check).getMessage();
    for (String key :
        new String[] {
          "ECART_HTTP_PORT",
          "ECART_MANAGEMENT_PORT",
          "ECART_KAFKA_BOOTSTRAP",
          "ECART_POSTGRES_URL is missing",
          "ECART_JWT_ISSUER is missing",
          "ECART_JWT_JWKS_URL is missing"
        }) {
      assertTrue(message.contains(key), message);
    }
  }

  @Test
  void readsSecretsFromFilesAndNeverShowsThem(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
    Settings settings =
        new Settings(
            Map.of(
                "ECART_POSTGRES_URL",
                "postgresql://shop:hunter2@db:5433/orders",
                "ECART_POSTGRES_PASSWORD_FILE",
                file.toString()));
    PostgresSettings postgres = PostgresSettings.read(settings);
    settings.check();
    assertEquals("s3cret", postgres.password().value());
    assertEquals("db", postgres.host());
    assertEquals(5433, postgres.port());
    assertEquals("orders", postgres.database());
    assertEquals("shop", postgres.user());
    String shown = settings.described().toString();
    assertFalse(shown.contains("s3cret") || shown.contains("hunter2"), shown);
    assertFalse(postgres.password().toString().contains("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://:s3cret@cache:6379/0",
        "redis://:x@s3cret@cache:6379/0",
        "redis://:x/s3cret@cache:6379/0",
        "redis://cache:6379/0?password=s3cret&db=1",
        "postgresql://shop:x@db/orders?sslmode=require&sslPassword=s3cret"
      })
  void showsNoSecretOfAnAddress(String address) {
    Settings settings = new Settings(Map.of("ECART_ADDRESS", address));
    settings.text("ADDRESS");
    String shown = settings.described().toString();
    assertFalse(shown.contains("s3cret"), shown);
    assertTrue(shown.contains("cache") || shown.contains("db"), shown);
  }

  @Test
  void refusesWhatNothingWouldComeOf() {
    Settings settings =
        new Settings(
            Map.of(
                "ECART_POSTGRES_URL", "postgresql://db/orders?sslmode=require",
                "ECART_OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense",
                "ECART_WAIT", "-5s"));
    PostgresSettings.read(settings);
    TracingSettings.read(settings);
    settings.duration("WAIT", Duration.ZERO);
    String message = assertThrows(SettingsException.class, settings::check).getMessage();
    for (String key : List.of("POSTGRES_URL", "OTEL_EXPORTER_OTLP_ENDPOINT", "WAIT")) {
      assertTrue(message.contains("ECART_" + key + " must"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nowhere", "h:99999", "h:0", "h:1,", ",h:1", "h:1 ,i:2", "h:", ":1", "h:-1"})
  void refusesBrokersThatAreNone(String bootstrap) {
    Settings settings = new Settings(Map.of("ECART_KAFKA_BOOTSTRAP", bootstrap));
    KafkaSettings.read(settings);
    assertThrows(SettingsException.class, settings::check);
  }

  @Test
  void knowsBrokersByHostAndPort() {
    Settings settings = new Settings(Map.of("ECART_KAFKA_BOOTSTRAP", "a:9092,b.c:65535"));
    assertEquals("a:9092,b.c:65535", KafkaSettings.read(settings).bootstrap());
    settings.check();
  }

  @Test
  void takesThePasswordOfTheUrlWhenThereIsNoOther() {
    Settings settings =
        new Settings(Map.of("ECART_POSTGRES_URL", "jdbc:postgresql://a:b@db/orders"));
    assertEquals("b", PostgresSettings.read(settings).password().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis:foo", "redis://:x/y@cache:6379", "redis://"})
  void refusesARedisWithoutAHost(String address) {
    Settings settings = new Settings(Map.of("ECART_REDIS_URL", address));
    RedisSettings.read(settings);
    SettingsException e = assertThrows(SettingsException.class, settings::check);
    assertTrue(String.valueOf(e.getMessage()).contains("ECART_REDIS_URL must"), e.getMessage());
  }

  @Test
  void namesAFileThatCannotBeRead() {
    Settings settings = new Settings(Map.of("ECART_TOKEN_FILE", "no/such/file"));
    assertFalse(settings.secret("TOKEN").isPresent());
    assertThrows(SettingsException.class, settings::check);
  }

  @Test
  void readsDurationsFlagsAndChoices() {
    Settings settings =
        new Settings(
            Map.of("ECART_A", "250ms", "ECART_B", "7d", "ECART_C", "true", "ECART_D", "days"));
    assertEquals(Duration.ofMillis(250), settings.duration("A", Duration.ZERO));
    assertEquals(Duration.ofDays(7), settings.duration("B", Duration.ZERO));
    assertTrue(settings.flag("C", false));
    assertEquals(
        java.util.concurrent.TimeUnit.DAYS,
        settings.choice("D", java.util.concurrent.TimeUnit.SECONDS));
    settings.check();
  }

  @Test
  void refusesAWrongSchemeAndAWrongFlag() {
    Settings settings = new Settings(Map.of("ECART_REDIS_URL", "http://x", "ECART_F", "maybe"));
    RedisSettings.read(settings);
    settings.flag("F", true);
    String message = assertThrows(SettingsException.class, settings::check).getMessage();
    assertTrue(message.contains("ECART_REDIS_URL") && message.contains("ECART_F"), message);
  }

  @Test
  void findsTheTokenEndpointBesideTheKeys() {
    Settings settings =
        new Settings(
            Map.of(
                "ECART_JWT_ISSUER", "x",
                "ECART_JWT_JWKS_URL", "http://id/realms/shop/protocol/openid-connect/certs"));
    assertEquals(
        "http://id/realms/shop/protocol/openid-connect/token",
        JwtSettings.read(settings).tokenUrl().toString());
  }
}
