package io.ecart.inventory;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.observe.Metrics;
import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.TokenIssuer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The inventory service as {@code main} would start it, on free ports, for a test to talk to. */
final class RunningInventory implements AutoCloseable {
  private final PrometheusMeterRegistry metrics = Metrics.registry();
  private final Vertx vertx = Metrics.vertx(metrics, new VertxOptions()).build();
  private final TokenIssuer issuer = TokenIssuer.shared("http://issuer", "ecart", "secret");
  private final Map<String, String> settings = new HashMap<>();
  private final String database;
  private final InventoryVerticle verticle;
  private final Pool pool;
  private final HttpProbe root;

  private RunningInventory(Builder builder) {
    HttpServer tokens = Await.get(issuer.listen(vertx, 0));
    database = builder.database;
    settings.put("ECART_HTTP_PORT", "0");
    settings.put("ECART_MANAGEMENT_PORT", "0");
    settings.put("ECART_HTTP_HOST", "127.0.0.1");
    settings.put("ECART_POSTGRES_URL", database);
    settings.put("ECART_REDIS_URL", builder.redis);
    settings.put("ECART_KAFKA_BOOTSTRAP", Servers.kafka().bootstrap());
    settings.put("ECART_JWT_ISSUER", "http://issuer");
    settings.put(
        "ECART_JWT_JWKS_URL", "http://127.0.0.1:" + tokens.actualPort() + "/api/v1/auth/jwks");
    settings.put("ECART_SERVICE_CLIENT_SECRET", "secret");
    settings.put("ECART_STOCK_NEWS_INTERVAL", "50ms");
    settings.put("ECART_HOLD_EXPIRY_INTERVAL", "50ms");
    settings.put("ECART_STOCK_NEWS_PER_SECOND", "100000");
    settings.putAll(builder.settings);
    Settings read = new Settings(settings);
    InventoryConfig config = InventoryConfig.read(read);
    read.check();
    verticle = new InventoryVerticle(config, new ServiceHost(builder.clock, metrics, "127.0.0.1"));
    Await.get(vertx.deployVerticle(verticle));
    root = HttpProbe.at(verticle.port());
    pool = PgBuilder.pool().connectingTo(PgConnectOptions.fromUri(database)).using(vertx).build();
  }

  static Builder builder() {
    return new Builder();
  }

  static RunningInventory start() {
    return builder().start();
  }

  /** What a test may want to be different. */
  static final class Builder {
    private String database = "";
    private String redis = "";
    private Clock clock = Clock.systemUTC();
    private final Map<String, String> settings = new HashMap<>();

    Builder database(String uri) {
      database = uri;
      return this;
    }

    Builder redis(String uri) {
      redis = uri;
      return this;
    }

    Builder clock(Clock other) {
      clock = other;
      return this;
    }

    Builder with(String setting, String value) {
      settings.put("ECART_" + setting, value);
      return this;
    }

    RunningInventory start() {
      database = database.isEmpty() ? Servers.freshDatabase() : database;
      redis = redis.isEmpty() ? Servers.redisUri() : redis;
      return new RunningInventory(this);
    }
  }

  String database() {
    return database;
  }

  Vertx vertx() {
    return vertx;
  }

  PrometheusMeterRegistry metrics() {
    return metrics;
  }

  InventoryVerticle verticle() {
    return verticle;
  }

  HttpProbe anyone() {
    return root;
  }

  HttpProbe staff() {
    return anyone().as(issuer.token("sam"));
  }

  HttpProbe admin() {
    return anyone().as(issuer.token("ada"));
  }

  HttpProbe customer() {
    return anyone().as(issuer.token("alice"));
  }

  HttpProbe service() {
    return anyone().as(serviceToken());
  }

  String serviceToken() {
    return issuer.serviceToken();
  }

  /** Straight SQL, for looking behind the API. */
  RowSet<Row> sql(String query) {
    return Await.get(pool.query(query).execute());
  }

  long number(String query) {
    return sql(query).iterator().next().getLong(0);
  }

  /** How much is still to be told of: transactions, and skus. */
  long untold() {
    return number(
        "SELECT (SELECT count(*) FROM changed_stock) + (SELECT count(*) FROM untold_stock)");
  }

  /** Books goods into {@code main}. */
  void receive(String sku, long units) {
    receive(sku, "main", units);
  }

  void receive(String sku, String location, long units) {
    JsonObject body =
        new JsonObject()
            .put("sku", sku)
            .put("location", location)
            .put("delta", units)
            .put("reason", "received");
    staff().post("/api/v1/stock/adjustments", body).expect(201);
  }

  JsonObject levels(String sku) {
    return staff().get("/api/v1/stock/" + sku).expect(200).json();
  }

  static JsonObject wish(String reference, Object... skusAndQuantities) {
    JsonArray lines = new JsonArray();
    for (int i = 0; i < skusAndQuantities.length; i += 2) {
      lines.add(
          new JsonObject()
              .put("sku", skusAndQuantities[i])
              .put("quantity", skusAndQuantities[i + 1]));
    }
    return new JsonObject().put("reference", reference).put("lines", lines);
  }

  /** Holds units and gives the reservation. */
  JsonObject hold(String reference, Object... skusAndQuantities) {
    return service()
        .post("/api/v1/reservations", wish(reference, skusAndQuantities))
        .expect(201)
        .json();
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Stops, and holds all exchanges that there were against the contract. */
  @Override
  public void close() {
    Await.get(pool.close());
    Await.get(vertx.close());
    ContractChecker.of(Path.of("api/openapi.yaml")).requireAll(root.exchanges());
  }
}
