package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.order.http.InsightRoutes;
import io.ecart.order.http.OrderRoutes;
import io.ecart.order.http.PaymentRoutes;
import io.ecart.order.http.ReturnRoutes;
import io.ecart.order.http.ShipmentRoutes;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.SettingsException;
import io.ecart.runtime.http.Api;
import io.ecart.testkit.ContractChecker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say is what the code does. */
class OrderDocsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ECART_POSTGRES_URL", "postgresql://localhost/order",
          "ECART_KAFKA_BOOTSTRAP", "localhost:9092",
          "ECART_JWT_ISSUER", "http://issuer",
          "ECART_JWT_JWKS_URL", "http://issuer/jwks");

  @Test
  void openApiNamesEveryRouteAndNoOther() {
    Vertx vertx = Vertx.vertx();
    Api api = new Api(vertx, token -> Future.succeededFuture(Caller.ANONYMOUS), 1_000);
    new OrderRoutes(null, null, null).register(api);
    new ShipmentRoutes(null).register(api);
    new PaymentRoutes(null).register(api);
    new ReturnRoutes(null).register(api);
    new InsightRoutes(null, null).register(api);
    ContractChecker.of(Path.of("api/openapi.yaml")).requireRoutes(api.routes());
    vertx.close();
  }

  @Test
  void readmeNamesEverySettingAndNoOther() throws IOException {
    Settings settings = new Settings(ENVIRONMENT);
    OrderConfig.read(settings);
    settings.check();
    Set<String> read =
        settings.described().keySet().stream()
            .map(key -> "ECART_" + key)
            .collect(Collectors.toCollection(TreeSet::new));
    Matcher rows =
        Pattern.compile("^\\| `(ECART_\\w+)`", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")));
    assertEquals(
        read,
        rows.results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void settingsReportAllFaultsAtOnce() {
    Settings settings =
        new Settings(
            Map.of(
                "ECART_PAYMENT_MODE",
                "barter",
                "ECART_PAYMENT_TTL",
                "soon",
                "ECART_HTTP_PORT",
                "x"));
    OrderConfig.read(settings);
    String faults = assertThrows(SettingsException.class, settings::check).getMessage();
    for (String key : Set.of("PAYMENT_MODE", "PAYMENT_TTL", "HTTP_PORT", "POSTGRES_URL")) {
      assertTrue(faults.contains("ECART_" + key), faults);
    }
  }

  static Stream<String> events() {
    return Stream.of(
        "placed",
        "revised",
        "paid",
        "shipped",
        "delivered",
        "completed",
        "cancelled",
        "expired",
        "returned");
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventHasASchemaThatItsExampleKeeps(String name) throws IOException {
    Path folder = Path.of("api/events");
    String example = Files.readString(folder.resolve("order." + name + ".example.json"));
    ContractChecker.requireValid(
        folder.resolve("order." + name + ".schema.json"), new JsonObject(example));
  }
}
