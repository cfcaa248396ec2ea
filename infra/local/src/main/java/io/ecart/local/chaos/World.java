package io.ecart.local.chaos;

import io.ecart.local.SystemSettings;
import io.ecart.local.demo.ShopClient;
import io.ecart.local.load.PortOffset;
import io.ecart.local.tools.RunningSystem;
import io.ecart.testkit.servers.KafkaOptions;
import io.ecart.testkit.servers.KafkaServer;
import io.ecart.testkit.servers.Ports;
import io.ecart.testkit.servers.PostgresOptions;
import io.ecart.testkit.servers.PostgresServer;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A shop to be broken: the services in a process of their own, Postgres and Redis likewise, Kafka
 * in this one, and a cable on which every service reaches inventory.
 */
final class World implements AutoCloseable {
  /** How long goods are held for an order that never came to be. */
  static final Duration HOLD = Duration.ofSeconds(10);

  /** Where inventory says it is; the cable leads from there to where it listens. */
  private static final String FAR_SIDE = "127.0.0.2";

  private static final String NEAR_SIDE = "127.0.0.1";
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final Vertx vertx = Vertx.vertx();
  private final int edge = Ports.free();
  private final String secret = UUID.randomUUID().toString();
  private final TokenIssuer issuer = new TokenIssuer(issuerUrl(), "ecart", secret);
  private final Path folder;
  private final PostgresServer postgres;
  private final RedisServer redis;
  private final KafkaServer kafka;
  private final Services.Launch launch;
  private final Cable cable;
  private final Services services;

  /** Starts everything; returns when every service is ready. */
  World(Path folder) {
    this.folder = folder;
    var starting =
        CompletableFuture.supplyAsync(
            () ->
                PostgresServer.start(
                    PostgresOptions.keptIn(folder.resolve("postgres")).withDurability(true)));
    this.redis = RedisServer.start(RedisOptions.keptIn(redisFolder()));
    this.kafka = KafkaServer.start(KafkaOptions.keptIn(folder.resolve("kafka")));
    this.postgres = starting.join();
    setClock(0);
    this.launch = new Services.Launch(PortOffset.free(), folder, FAR_SIDE, environment());
    Waits.done(new FrontDoor(vertx, issuer, this::portOf).listen(edge));
    this.cable = new Cable(vertx, FAR_SIDE, NEAR_SIDE, launch.port("inventory"));
    launch.addresses().fieldNames().forEach(postgres::createDatabase);
    this.services = new Services(launch);
    if (!Waits.until(services::areReady, START_LIMIT)) {
      close();
      throw new IllegalStateException("The services do not become ready, see " + folder);
    }
  }

  private Map<String, String> environment() {
    SystemSettings system = new SystemSettings(issuerUrl(), secret, redis.uri(), kafka.bootstrap());
    Map<String, String> environment = new HashMap<>(system.environment());
    environment.put("ECART_HTTP_HOST", NEAR_SIDE);
    environment.put("ECART_POSTGRES_URL", postgres.uri("").replaceFirst("/$", ""));
    environment.put("ECART_POSTGRES_POOL_SIZE", "4");
    environment.put("ECART_HOLD_TTL", HOLD.toSeconds() + "s");
    return environment;
  }

  private String issuerUrl() {
    return url() + "/api/v1/auth";
  }

  private String url() {
    return "http://" + NEAR_SIDE + ":" + edge;
  }

  private int portOf(String path) {
    String[] segments = path.split("[/?]", -1);
    return launch.port(
        switch (segments.length > 3 ? segments[3] : "") {
          case "orders" -> "order";
          case "products" -> "product";
          case "analytics" -> "analytics";
          default -> "inventory";
        });
  }

  Services services() {
    return services;
  }

  PostgresServer postgres() {
    return postgres;
  }

  RedisServer redis() {
    return redis;
  }

  Path redisFolder() {
    return folder.resolve("redis");
  }

  KafkaServer kafka() {
    return kafka;
  }

  Cable cable() {
    return cable;
  }

  /** Makes the clock of the services wrong by so many seconds; those of the stores stay right. */
  void setClock(long seconds) {
    try {
      Files.writeString(folder.resolve("clock"), Long.toString(seconds));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A token of a demo user, good for an hour. */
  String token(String user) {
    return issuer.token(user);
  }

  /** Where the order service itself listens. */
  String orders() {
    return "http://" + NEAR_SIDE + ":" + launch.port("order") + "/api/v1/orders";
  }

  ShopClient staff() {
    return new ShopClient(url(), "sam");
  }

  RunningSystem addresses() {
    return new RunningSystem(
        new JsonObject()
            .put("edge", edge)
            .put("services", launch.addresses())
            .put("postgres", postgres.uri("postgres"))
            .put("kafka", kafka.bootstrap()));
  }

  @Override
  public void close() {
    services.close();
    Waits.done(vertx.close());
    kafka.close();
    redis.close();
    postgres.close();
  }
}
