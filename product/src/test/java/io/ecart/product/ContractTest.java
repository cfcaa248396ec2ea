package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.product.ProductConfig.ImportSettings;
import io.ecart.product.http.ProductRoutes;
import io.ecart.product.http.RowRoutes;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised in documents is what there is. */
class ContractTest {

  @Test
  void everyRouteIsDocumentedAndEveryDocumentedOneIsServed() {
    Vertx vertx = Vertx.vertx();
    Api api = new Api(vertx, token -> Future.succeededFuture(Caller.ANONYMOUS), 1_024);
    MemoryProductStore store = new MemoryProductStore();
    Products products = new Products(store, store, Clock.systemUTC());
    StockSource nothing = skus -> Future.succeededFuture(Map.of());
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Availabilities stock =
        new Availabilities(nothing, nothing, Duration.ZERO, Clock.systemUTC(), metrics);

    ImportKeys keys = new NoImportKeys();
    new RowRoutes(vertx, products, keys, new ImportSettings(1, 1, 1), metrics).register(api);
    new ProductRoutes(products, stock).register(api);

    ContractChecker.of(Path.of("api/openapi.yaml")).requireRoutes(api.routes());
    Await.get(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "updated", "price-changed", "archived"})
  void theExampleOfAnEventIsOne(String name) throws IOException {
    JsonObject example = read("product." + name + ".example.json");

    ContractChecker.requireValid(schema(name), example);
    assertEquals("io.ecart.product." + name + ".v1", example.getString("type"));
  }

  static Path schema(String name) {
    return Path.of("api/events/product." + name + ".schema.json");
  }

  private static JsonObject read(String file) throws IOException {
    return new JsonObject(Files.readString(Path.of("api/events", file)));
  }

  @Test
  void everySettingStandsInTheReadme() throws IOException {
    Settings settings = new Settings(Map.of());
    settings.text("LOG_FORMAT", "ecs");
    io.ecart.runtime.config.ClusterSettings.read(settings);
    ProductConfig.read(settings);
    String readme = Files.readString(Path.of("README.md"));
    List<String> documented =
        Pattern.compile("(?m)^\\| `ECART_(\\w+)`")
            .matcher(readme)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toList());

    assertEquals(new TreeSet<>(settings.described().keySet()), new TreeSet<>(documented));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"product_import_rows", "availability_fallback", "outbox_lag", "batch_size"})
  void metricsStandInTheReadme(String name) throws IOException {
    assertTrue(Files.readString(Path.of("README.md")).contains("`" + name), name);
  }

  private static final class NoImportKeys implements ImportKeys {
    @Override
    public Future<Optional<Reply>> once(IdempotencyKey key, Supplier<Future<Answered>> run) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Optional<Reply>> find(IdempotencyKey key) {
      return Future.succeededFuture(Optional.empty());
    }
  }
}
