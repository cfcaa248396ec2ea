package io.ecart.local.load;

import io.ecart.local.ClusterMembers;
import io.ecart.local.Stores;
import io.ecart.local.SystemSettings;
import io.ecart.local.demo.ShopClient;
import io.ecart.local.edge.Edge;
import io.ecart.local.tools.RunningSystem;
import io.ecart.runtime.discovery.Registry;
import io.ecart.testkit.servers.Ports;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A cluster on this machine: each instance of a service is a process of its own, with the JVM
 * options of its image and the memory of its container. The edge knows the first instance of each.
 */
final class Fleet implements AutoCloseable {
  private static final String JVM = "-XX:MaxRAM=352m @infra/docker/jvm.options";
  private static final String HOST = "127.0.0.1";
  private static final long LIMIT_SECONDS = 60;
  private static final Map<String, String> PATHS =
      Map.of("products", "product", "stock", "inventory", "orders", "order");

  private final Vertx vertx = Vertx.vertx();
  private final Stores stores = Stores.start(null);
  private final Path out;
  private final int edge = Ports.free();
  private final String issuerUrl = "http://" + HOST + ":" + edge + "/api/v1/auth";
  private final String secret = UUID.randomUUID().toString();
  private final ClusterMembers members =
      new ClusterMembers(
          "load-" + UUID.randomUUID(),
          new SystemSettings(issuerUrl, secret, stores.redis().uri(), stores.kafka().bootstrap()));
  private final Map<String, Instance> first = new HashMap<>();
  private int started;

  /** A process, and where it listens. */
  record Instance(Child process, int port, int management) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  /** Starts one instance of each service that an order takes; returns when all are ready. */
  Fleet(Path out) {
    this.out = out;
    TokenIssuer issuer = new TokenIssuer(issuerUrl, "ecart", secret);
    await(new Edge(vertx, PATHS).listen(edge, issuer));
    for (String service : List.of("product", "inventory", "order")) {
      stores.postgres().createDatabase(service);
      Instance instance = start(service);
      first.put(service, instance);
      await(new Registry(vertx).publish(service, HOST, instance.port()));
    }
  }

  /** One more instance; returns when it is ready. */
  Instance start(String service) {
    Instance instance = launch(service);
    instance.process().awaitLine(service + " is ready");
    return instance;
  }

  private Instance launch(String service) {
    int port = Ports.free();
    int management = Ports.free();
    Map<String, String> environment = members.join(HOST, stores.postgres().uri(service));
    environment.put("ECART_HTTP_PORT", Integer.toString(port));
    environment.put("ECART_MANAGEMENT_PORT", Integer.toString(management));
    String main = Character.toUpperCase(service.charAt(0)) + service.substring(1) + "Main";
    Path log = out.resolve(service + "-" + ++started + ".log");
    Child process = Child.start(JVM, environment, log, "io.ecart." + service + "." + main);
    return new Instance(process, port, management);
  }

  /** A client at the edge. */
  ShopClient client(String user) {
    return new ShopClient(addresses().edge(), user);
  }

  /** Of the first instance of each service. */
  RunningSystem addresses() {
    JsonObject services = new JsonObject();
    first.forEach(
        (service, instance) ->
            services.put(
                service,
                new JsonObject()
                    .put("port", instance.port())
                    .put("management", instance.management())));
    return new RunningSystem(
        new JsonObject()
            .put("edge", edge)
            .put("services", services)
            .put("postgres", stores.postgres().uri("postgres"))
            .put("kafka", stores.kafka().bootstrap()));
  }

  private static void await(Future<?> future) {
    future
        .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Override
  public void close() {
    first.values().forEach(Instance::close);
    await(vertx.close());
    stores.close();
  }
}
