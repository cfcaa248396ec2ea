package io.ecart.runtime.lifecycle;

import io.ecart.runtime.auth.CachingTokenVerifier;
import io.ecart.runtime.auth.JwksTokenVerifier;
import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.discovery.Registry;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.discovery.ServiceTokens;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.ApiServer;
import io.ecart.runtime.kafka.Brokers;
import io.ecart.runtime.kafka.EventConsumer;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.EventSink;
import io.ecart.runtime.kafka.OutboxRelay;
import io.ecart.runtime.observe.EventLoopDelay;
import io.ecart.runtime.observe.Health;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The technical parts that every service is put together from. A verticle makes one, asks it for
 * the parts it needs, registers its routes, and calls {@link #serve(String...)}; {@link #stop()}
 * takes all of it down in reverse: withdrawn from discovery first, then drained, then closed.
 */
public final class Service {
  private static final long HEALTH_MS = 10_000;

  private final Vertx vertx;
  private final ServiceHost host;
  private final String name;
  private final HttpSettings http;
  private final JwksTokenVerifier verifier;
  private final Api api;
  private final Health health = new Health();
  private final Parts parts = new Parts();
  private final Registry registry;
  private final ServiceTokens tokens;
  private boolean watchesKafka;
  private @Nullable ApiServer server;
  private @Nullable ApiServer management;

  public Service(Vertx vertx, ServiceHost host, String name, HttpSettings http, JwtSettings jwt) {
    this.vertx = vertx;
    this.host = host;
    this.name = name;
    this.http = http;
    this.verifier = new JwksTokenVerifier(vertx, jwt);
    this.api =
        new Api(vertx, new CachingTokenVerifier(verifier, host.clock()), http.maxBodyBytes())
            .measuredBy(host.metrics());
    this.registry = new Registry(vertx);
    this.tokens = new ServiceTokens(vertx, jwt);
    health.measuredBy(host.metrics()).uses("jwks", verifier::ready);
  }

  public Api api() {
    return api;
  }

  public Health health() {
    return health;
  }

  public Parts parts() {
    return parts;
  }

  /** Brings the schema up to date and opens the pool; without Postgres the service is not ready. */
  public Future<Pool> postgres(PostgresSettings settings) {
    return Postgres.migrate(vertx, settings, name)
        .map(
            migrated -> {
              Pool pool = Postgres.pool(vertx, settings);
              parts.onStop("postgres", pool::close);
              health.needs("postgres", () -> pool.query("SELECT 1").execute().mapEmpty());
              return pool;
            });
  }

  /** Opens the link to Redis; the caller says with {@link #health()} whether it is needed. */
  public RedisLink redis(RedisSettings settings) {
    RedisLink link = new RedisLink(vertx, settings);
    parts.onStop("redis", link::close);
    link.start();
    return link;
  }

  /**
   * Starts publishing the outbox.
   *
   * @param retention how long published events stay in the table; null for good
   */
  public OutboxRelay relay(
      PostgresSettings postgres, KafkaSettings kafka, @Nullable Duration retention) {
    OutboxRelay relay = new OutboxRelay(vertx, postgres, kafka, name, retention, host.metrics());
    relay.start();
    watch(kafka);
    parts.onStop("outbox relay", relay::stop);
    return relay;
  }

  /** Starts to read topics. */
  public Future<Void> consume(KafkaSettings kafka, Subscription subscription, EventSink sink) {
    EventConsumer consumer = new EventConsumer(vertx, kafka, subscription, sink, host.metrics());
    watch(kafka);
    parts.onStop("consumer " + subscription.group(), consumer::stop);
    return consumer.start();
  }

  /**
   * Does something again and again until the service stops, for the first time now.
   *
   * @param rest between one turn and the next
   * @param what names it in the log
   */
  public void every(Duration rest, String what, Supplier<? extends Future<?>> step) {
    parts.onStop(what, new Repeat(vertx, what, rest, step).start()::stop);
  }

  private void watch(KafkaSettings kafka) {
    if (!watchesKafka) {
      watchesKafka = true;
      health.uses("kafka", new Brokers(vertx, kafka)::reachable);
    }
  }

  /** A client for another service, found through discovery. */
  public ServiceClient client(String target) {
    ServiceClient client = new ServiceClient(vertx, registry, tokens, target, host.metrics());
    parts.onStop("client of " + target, client::close);
    health.uses(target, client::reachable);
    return client;
  }

  /** Follows discovery, listens, and makes this instance known. */
  public Future<Void> serve(String... prefixes) {
    parts.onStop("discovery", registry::stop);
    watchOneself();
    return registry
        .start()
        .compose(followed -> contracts(List.of(prefixes)))
        .compose(read -> ManagementServer.listen(vertx, http, health, host.metrics()))
        .onSuccess(listening -> management = listening)
        .compose(listening -> ApiServer.listen(vertx, http, api.router()))
        .onSuccess(listening -> server = listening)
        .compose(listening -> registry.publish(name, host.advertisedHost(), listening.port()));
  }

  private void watchOneself() {
    Runnable end = EventLoopDelay.watch(vertx, host.metrics());
    long looking = vertx.setPeriodic(0, HEALTH_MS, tick -> health.check());
    parts.onStop(
        "self-observation",
        () -> {
          end.run();
          vertx.cancelTimer(looking);
          return Future.succeededFuture();
        });
  }

  private Future<Void> contracts(List<String> prefixes) {
    return vertx
        .fileSystem()
        .readFile("api/" + name + "/openapi.yaml")
        .map(Buffer::toString)
        .map(
            yaml -> {
              prefixes.forEach(prefix -> api.contract(prefix, yaml));
              return null;
            });
  }

  public Future<Void> stop() {
    health.drain();
    return registry
        .withdraw()
        .otherwiseEmpty()
        .compose(withdrawn -> linger())
        .compose(lingered -> stop(server))
        .compose(drained -> parts.stop())
        .compose(stopped -> stop(management));
  }

  private Future<Void> linger() {
    long lingerMs = http.linger().toMillis();
    return server == null || lingerMs <= 0
        ? Future.succeededFuture()
        : vertx.timer(lingerMs).mapEmpty();
  }

  private static Future<Void> stop(@Nullable ApiServer listening) {
    return listening == null ? Future.succeededFuture() : listening.stop().otherwiseEmpty();
  }

  /** The API port that was bound; 0 before {@link #serve(String...)}. */
  public int port() {
    return server == null ? 0 : server.port();
  }

  /** The management port that was bound; 0 before {@link #serve(String...)}. */
  public int managementPort() {
    return management == null ? 0 : management.port();
  }
}
