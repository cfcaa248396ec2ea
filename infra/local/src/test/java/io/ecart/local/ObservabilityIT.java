package io.ecart.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.observe.Metrics;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What watches the shop, held against the running system. */
class ObservabilityIT {
  private static final Path INFRA = Path.of("..").toAbsolutePath().normalize();
  private static final Path PROMETHEUS = INFRA.resolve("prometheus");
  private static final String API = "/api/v1";

  /** Made by Prometheus itself. */
  private static final Set<String> ITS_OWN = Set.of("up", "ALERTS");

  private static LocalSystem system;
  private static HttpProbe guest;
  private static HttpProbe alice;
  private static HttpProbe sam;

  @BeforeAll
  static void start() {
    system = LocalSystem.start(LocalOptions.throwAway(), step -> {});
    guest = HttpProbe.at(system.edgePort());
    alice = guest.as(token("alice"));
    sam = guest.as(token("sam"));
    stock("EYE-CUP", 10);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void everySeriesThatIsAskedForIsServed() throws IOException {
    place("EYE-CUP", 1, "metrics").expect(201);
    place("EYE-CUP", 1_000, "metrics").expect(409);
    Await.until("a mail", () -> !system.mails().mailsTo("metrics@example.com").isEmpty());
    // Pauses are told once there has been one.
    System.gc();
    Set<String> asked = new TreeSet<>();
    for (String query : queries()) {
      asked.addAll(PromQl.seriesIn(query));
    }
    assertFalse(asked.isEmpty());
    asked.removeAll(PromQl.recordedBy(PROMETHEUS.resolve("rules.yml")));
    asked.removeAll(ITS_OWN);
    asked.removeAll(ofItsOwnProcess());
    Await.until("the mail to be counted", () -> missing(asked).isEmpty() || mailsAreCounted());
    assertEquals(Set.of(), missing(asked));
  }

  private static boolean mailsAreCounted() {
    return names(system.scrape()).contains("notifications_tries_total");
  }

  private static Set<String> missing(Set<String> asked) {
    Set<String> missing = new TreeSet<>(asked);
    missing.removeAll(names(system.scrape()));
    return missing;
  }

  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>(PromQl.ofRules(PROMETHEUS.resolve("rules.yml")));
    queries.addAll(PromQl.ofRules(PROMETHEUS.resolve("alerts.yml")));
    try (Stream<Path> dashboards = Files.list(INFRA.resolve("grafana/dashboards"))) {
      dashboards.forEach(file -> queries.addAll(PromQl.ofDashboard(file)));
    }
    return queries;
  }

  /** What the Vert.x of a fat jar tells of a service's pool; the one in this JVM tells nothing. */
  private static Set<String> ofItsOwnProcess() {
    PrometheusMeterRegistry registry = Metrics.registry("order");
    Vertx vertx = Metrics.vertx(registry, new VertxOptions()).build();
    String database = system.stores().postgres().createDatabase("pool");
    Settings settings = new Settings(Map.of("ECART_POSTGRES_URL", database));
    Pool pool = Postgres.pool(vertx, PostgresSettings.read(settings));
    Await.get(pool.query("SELECT 1").execute());
    Set<String> names = names(registry.scrape());
    Await.get(vertx.close());
    return names;
  }

  private static Set<String> names(String scraped) {
    Set<String> names = new HashSet<>();
    scraped
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    return names;
  }

  private static String token(String user) {
    Map<String, String> form =
        Map.of("grant_type", "password", "username", user, "password", user + "-demo");
    return guest.postForm(API + "/auth/token", form).expect(200).json().getString("access_token");
  }

  private static void stock(String sku, int pieces) {
    JsonObject product =
        new JsonObject()
            .put("sku", sku)
            .put("name", "A cup for the eye")
            .put("status", "active")
            .put("price", new JsonObject().put("amount", 1_000).put("currency", "EUR"));
    sam.post(API + "/products", product).expect(201);
    JsonObject received =
        new JsonObject()
            .put("sku", sku)
            .put("location", "main")
            .put("delta", pieces)
            .put("reason", "received");
    sam.post(API + "/stock/adjustments", received).expect(201);
  }

  private static Answer place(String sku, int quantity, String buyer) {
    JsonObject address =
        new JsonObject()
            .put("name", "A. Person")
            .put("line1", "1 High Street")
            .put("city", "Vienna")
            .put("postalCode", "1010")
            .put("country", "AT");
    JsonObject order =
        new JsonObject()
            .put("lines", new JsonArray().add(JsonObject.of("sku", sku, "quantity", quantity)))
            .put("contact", JsonObject.of("email", buyer + "@example.com"))
            .put("shippingAddress", address);
    return alice.post(API + "/orders", order);
  }
}
