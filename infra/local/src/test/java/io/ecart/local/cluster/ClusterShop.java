package io.ecart.local.cluster;

import io.ecart.local.Requests;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.Ports;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What the processes of a cluster share: stores, an issuer, a cluster name, and their settings. */
final class ClusterShop implements AutoCloseable {
  private static final String SECRET = "cluster-test";

  private final Vertx vertx = Vertx.vertx();
  private final String name = "test-" + UUID.randomUUID();
  private final List<String> members = new ArrayList<>();
  private final List<FatJar> started = new ArrayList<>();
  private final Map<String, String> serviceToDatabase = new HashMap<>();
  private final String redis = Servers.redisUri();
  private final String issuerUrl;
  private final TokenIssuer issuer;

  ClusterShop() {
    int port = Ports.free();
    issuerUrl = "http://127.0.0.1:" + port + "/api/v1/auth";
    issuer = TokenIssuer.shared(issuerUrl, "ecart", SECRET);
    Await.get(issuer.listen(vertx, port));
  }

  /** Starts one more instance of a service. */
  FatJar start(String service) {
    return start(service, name, Optional.empty());
  }

  /** Starts an instance that calls its cluster by another name. */
  FatJar startStranger(String service) {
    return start(service, name + "-not", Optional.empty());
  }

  /** Starts an instance that prints to this file. */
  FatJar startPrintingTo(Path log, String service) {
    return start(service, name, Optional.of(log));
  }

  private FatJar start(String service, String cluster, Optional<Path> log) {
    String host = nextHost();
    int clusterPort = Ports.free();
    members.add(host + ":" + clusterPort);
    Map<String, String> settings = new HashMap<>();
    settings.put("ECART_CLUSTER_MEMBERS", String.join(",", members));
    settings.put("ECART_CLUSTER_NAME", cluster);
    settings.put("ECART_CLUSTER_PORT", Integer.toString(clusterPort));
    settings.put("ECART_ADVERTISED_HOST", host);
    settings.put("ECART_HTTP_HOST", host);
    settings.put("ECART_LOG_FORMAT", "text");
    settings.put("ECART_POSTGRES_URL", database(service));
    settings.put("ECART_POSTGRES_POOL_SIZE", "4");
    settings.put("ECART_REDIS_URL", redis);
    settings.put("ECART_KAFKA_BOOTSTRAP", Servers.kafka().bootstrap());
    settings.put("ECART_JWT_ISSUER", issuerUrl);
    settings.put("ECART_JWT_JWKS_URL", issuerUrl + "/jwks");
    settings.put("ECART_SERVICE_CLIENT_SECRET", SECRET);
    FatJar jar =
        log.map(file -> FatJar.start(service, settings, file))
            .orElseGet(() -> FatJar.start(service, settings));
    started.add(jar);
    return jar;
  }

  /**
   * As in reality each has an address of its own, where the machine has more than one for itself.
   */
  private String nextHost() {
    boolean many = System.getProperty("os.name").equals("Linux");
    return "127.0.0." + (many ? started.size() + 2 : 1);
  }

  private String database(String service) {
    return serviceToDatabase.computeIfAbsent(service, first -> Servers.freshDatabase());
  }

  HttpProbe as(String user, FatJar service) {
    return service.api().as(issuer.token(user));
  }

  /** Puts a product on the shelf. */
  void stock(FatJar product, FatJar inventory, String sku, int pieces) {
    Requests.stock(as("sam", product), as("sam", inventory), sku, 500, pieces);
  }

  /** Buys one piece of each sku. */
  Answer buy(FatJar order, String... skus) {
    JsonObject[] lines =
        Stream.of(skus).map(sku -> Requests.line(sku, 1)).toArray(JsonObject[]::new);
    return as("alice", order)
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .post("/api/v1/orders", Requests.order("buyer", lines));
  }

  @Override
  public void close() {
    started.forEach(FatJar::close);
    Await.get(vertx.close());
  }
}
