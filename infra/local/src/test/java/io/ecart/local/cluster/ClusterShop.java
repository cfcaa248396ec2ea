package io.ecart.local.cluster;

import io.ecart.local.ClusterMembers;
import io.ecart.local.Requests;
import io.ecart.local.SystemSettings;
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
  private final ClusterMembers members;
  private final List<FatJar> started = new ArrayList<>();
  private final Map<String, String> serviceToDatabase = new HashMap<>();
  private final TokenIssuer issuer;

  ClusterShop() {
    int port = Ports.free();
    String issuerUrl = "http://127.0.0.1:" + port + "/api/v1/auth";
    issuer = TokenIssuer.shared(issuerUrl, "ecart", SECRET);
    Await.get(issuer.listen(vertx, port));
    String kafka = Servers.kafka().bootstrap();
    members =
        new ClusterMembers(name, new SystemSettings(issuerUrl, SECRET, Servers.redisUri(), kafka));
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
    Map<String, String> settings = members.join(host, database(service));
    settings.put("ECART_CLUSTER_NAME", cluster);
    settings.put("ECART_POSTGRES_POOL_SIZE", "4");
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
