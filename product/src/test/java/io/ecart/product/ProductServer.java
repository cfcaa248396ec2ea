package io.ecart.product;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.observe.Metrics;
import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * The product service on a free port, with real stores and an inventory that does as it is told.
 */
final class ProductServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final TokenIssuer tokens = TokenIssuer.shared("http://issuer", "ecart", "secret");
  private final FakeInventory inventory = FakeInventory.start(vertx);
  private final String database;
  private final int tokenPort;
  private final ProductVerticle verticle;
  private final HttpProbe probe;

  /**
   * @param settings more settings, without the prefix
   */
  ProductServer(Map<String, String> settings) {
    this(Servers.freshDatabase(), settings);
  }

  /**
   * @param database its URI
   * @param settings more settings, without the prefix
   */
  ProductServer(String database, Map<String, String> settings) {
    this.database = database;
    tokenPort = Await.get(tokens.listen(vertx, 0)).actualPort();
    Settings read = new Settings(environment(database, tokenPort, settings));
    ProductConfig config = ProductConfig.read(read);
    read.check();
    verticle =
        new ProductVerticle(
            config, new ServiceHost(Clock.systemUTC(), Metrics.registry("product"), "127.0.0.1"));
    Await.get(vertx.deployVerticle(verticle));
    probe = HttpProbe.at(verticle.port());
  }

  static Map<String, String> environment(
      String database, int tokenPort, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("ECART_HTTP_HOST", "127.0.0.1");
    all.put("ECART_HTTP_PORT", "0");
    all.put("ECART_MANAGEMENT_PORT", "0");
    all.put("ECART_POSTGRES_URL", database);
    all.put("ECART_JWT_ISSUER", "http://issuer");
    all.put("ECART_JWT_JWKS_URL", "http://127.0.0.1:" + tokenPort + TokenIssuer.PATH + "jwks");
    all.put("ECART_SERVICE_CLIENT_SECRET", "secret");
    settings.forEach((key, value) -> all.put("ECART_" + key, value));
    all.computeIfAbsent("ECART_KAFKA_BOOTSTRAP", missing -> Servers.kafka().bootstrap());
    return all;
  }

  FakeInventory inventory() {
    return inventory;
  }

  int managementPort() {
    return verticle.managementPort();
  }

  int port() {
    return verticle.port();
  }

  String staffToken() {
    return tokens.token("sam");
  }

  Vertx vertx() {
    return vertx;
  }

  int tokenPort() {
    return tokenPort;
  }

  /** Does something to the database behind the service's back. */
  void sql(String statement) {
    Await.get(
        PgConnection.connect(vertx, PgConnectOptions.fromUri(database))
            .compose(
                connection -> connection.query(statement).execute().eventually(connection::close)));
  }

  HttpProbe guest() {
    return probe;
  }

  HttpProbe customer() {
    return probe.as(tokens.token("alice"));
  }

  HttpProbe staff() {
    return probe.as(staffToken());
  }

  HttpProbe service() {
    return probe.as(tokens.serviceToken());
  }

  /** A body for {@code POST /products}. */
  static JsonObject product(String sku, String name, long cents) {
    return new JsonObject()
        .put("sku", sku)
        .put("name", name)
        .put("price", new JsonObject().put("amount", cents).put("currency", "EUR"));
  }

  /** Stops, and holds everything that was said against the contract. */
  @Override
  public void close() {
    Await.get(vertx.close());
    ContractChecker.of(Path.of("api/openapi.yaml")).requireAll(probe.exchanges());
  }
}
