package io.ecart.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.observe.LogSettings;
import io.ecart.runtime.observe.Logs;
import io.ecart.runtime.observe.Metrics;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** Lines of it, one of each kind, are the sample that the check of infra/logging goes by. */
  private static final Path LOG = Path.of("target", "observability.ndjson");

  private static SpanReceiver spans;
  private static LocalSystem system;
  private static HttpProbe alice;

  @BeforeAll
  static void start() {
    spans = SpanReceiver.start();
    Logs.use(new LogSettings(Logs.Format.ECS, true, "node-1"), "local", LOG);
    Map<String, String> settings =
        Map.of("ECART_OTEL_EXPORTER_OTLP_ENDPOINT", spans.url(), "ECART_TRACE_ONE_IN", "1000000");
    LocalOptions options = new LocalOptions(null, LocalPorts.free(), settings);
    system = LocalSystem.start(options, step -> {});
    HttpProbe guest = HttpProbe.at(system.edgePort());
    alice = Requests.signIn(guest, "alice");
    HttpProbe sam = Requests.signIn(guest, "sam");
    Requests.stock(sam, sam, "EYE-CUP", 1_000, 10);
  }

  @AfterAll
  static void stop() {
    system.close();
    spans.close();
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

  @Test
  void oneTraceHoldsAllThatAnOrderSetsInMotion() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    HttpProbe traced = alice.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    String id = place(traced, "EYE-CUP", 1, "traced").expect(201).json().getString("id");
    Set<String> steps =
        Set.of(
            "POST /api/v1/orders",
            "POST inventory",
            "POST /api/v1/reservations/batch",
            "order.events send",
            "inventory process",
            "notification process",
            "analytics-order process");
    Await.until("spans of " + steps, () -> spans.namesOf(trace).containsAll(steps));
    Await.until("the line of the order", () -> lines().stream().anyMatch(l -> isOf(l, trace, id)));
    // Nobody asked for any other trace, and of a million one is made without being asked for.
    assertEquals(Set.of(trace), spans.traces());
    JsonObject problem = traced.get(API + "/orders/nothing").expect(404).json();
    assertEquals(trace, problem.getString("traceId"));
    String cart = traced.post(API + "/carts", new JsonObject()).expect(201).json().getString("id");
    traced.get(API + "/carts/" + cart).expect(200);
    Await.until(
        "the span of the cart",
        () -> spans.namesOf(trace).stream().anyMatch(name -> name.startsWith("GET /api/v1/carts")));
    // Whoever knows the id of a guest's cart may see into it.
    assertEquals(Set.of(), spans.namesOfThoseWith(cart));
  }

  private static boolean isOf(JsonObject line, String trace, String order) {
    return trace.equals(line.getString("trace.id"))
        && order.equals(line.getString("order.id"))
        && "/api/v1/orders".equals(line.getString("url.path"));
  }

  @Test
  void everyFieldThatIsLoggedHasItsPlaceInTheIndex() throws IOException {
    place("EYE-CUP", 1, "logged").expect(201);
    JsonObject template =
        new JsonObject(Files.readString(INFRA.resolve("logging/index-template.json")));
    JsonObject mappings = template.getJsonObject("template").getJsonObject("mappings");
    Set<String> logged = new TreeSet<>();
    lines().forEach(line -> logged.addAll(line.fieldNames()));
    assertTrue(logged.contains("http.response.status_code"), logged.toString());
    logged.removeIf(field -> isMapped(mappings, field));
    assertEquals(Set.of(), logged);
  }

  private static boolean isMapped(JsonObject mappings, String field) {
    JsonObject place = mappings;
    for (String part : field.split("\\.")) {
      JsonObject properties = place.getJsonObject("properties");
      place = properties == null ? null : properties.getJsonObject(part);
      if (place == null) {
        return false;
      }
    }
    return place.containsKey("type");
  }

  private static List<JsonObject> lines() {
    try (Stream<String> lines = Files.lines(LOG)) {
      // The last line may be half written.
      return lines.filter(line -> line.endsWith("}")).map(JsonObject::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static Answer place(String sku, int quantity, String buyer) {
    return place(alice, sku, quantity, buyer);
  }

  private static Answer place(HttpProbe who, String sku, int quantity, String buyer) {
    return who.post(API + "/orders", Requests.order(buyer, Requests.line(sku, quantity)));
  }
}
