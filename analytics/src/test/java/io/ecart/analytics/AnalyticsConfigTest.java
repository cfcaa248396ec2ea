package io.ecart.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AnalyticsConfigTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `ECART_([A-Z_]+)` \\|");

  @Test
  void readmeNamesEverySettingAndNoOther() throws IOException {
    Settings settings = new Settings(minimal());
    AnalyticsConfig.read(settings);
    TreeSet<String> documented = new TreeSet<>();
    Matcher rows = ROW.matcher(Files.readString(Path.of("README.md")));
    while (rows.find()) {
      documented.add(rows.group(1));
    }
    assertEquals(new TreeSet<>(settings.described().keySet()), documented);
  }

  @Test
  void defaultsSuffice() {
    AnalyticsConfig config = read(minimal());
    assertEquals(8086, config.http().port());
    assertEquals(0.95, config.policy().serviceLevel());
    assertEquals(0.25, config.policy().holdingRate());
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    Map<String, String> environment = minimal();
    environment.remove("ECART_POSTGRES_URL");
    environment.put("ECART_ANALYTICS_SERVICE_LEVEL_PERCENT", "100");
    environment.put("ECART_ANALYTICS_REFRESH", "soon");
    environment.put("ECART_ANALYTICS_STREAM_CLIENTS", "0");
    String message = assertThrows(SettingsException.class, () -> read(environment)).getMessage();
    List<String> wrong =
        List.of(
            "POSTGRES_URL",
            "ANALYTICS_SERVICE_LEVEL_PERCENT",
            "ANALYTICS_REFRESH",
            "ANALYTICS_STREAM_CLIENTS");
    wrong.forEach(key -> assertTrue(message.contains("ECART_" + key), message));
  }

  private static AnalyticsConfig read(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    AnalyticsConfig config = AnalyticsConfig.read(settings);
    settings.check();
    return config;
  }

  private static Map<String, String> minimal() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ECART_POSTGRES_URL", "postgresql://127.0.0.1:5432/analytics");
    environment.put("ECART_KAFKA_BOOTSTRAP", "127.0.0.1:9092");
    environment.put("ECART_JWT_ISSUER", "https://issuer.example");
    environment.put("ECART_JWT_JWKS_URL", "https://issuer.example/jwks");
    return environment;
  }
}
