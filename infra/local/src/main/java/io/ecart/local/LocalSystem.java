package io.ecart.local;

import io.ecart.local.edge.Edge;
import io.ecart.local.edge.Mailbox;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.TracingSettings;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.observe.Metrics;
import io.ecart.runtime.observe.Tracing;
import io.ecart.testkit.servers.MailServer;
import io.ecart.testkit.servers.SmsGateway;
import io.ecart.testkit.servers.TokenIssuer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The whole system in this JVM. Started from a plain thread, which it blocks until all is ready or
 * something failed; closed likewise.
 */
public final class LocalSystem implements AutoCloseable {
  private static final String SECRET = "ECART_SERVICE_CLIENT_SECRET";
  private static final String SMS_ACCOUNT = "AC0";
  private static final String SMS_FROM = "+15005550006";
  private static final long LIMIT_SECONDS = 120;

  /** One for each service, so that none waits behind the work of another, and one for the edge. */
  private static final int LOOPS = LocalService.values().length + 1;

  private final LocalOptions options;
  private final Consumer<String> progress;
  private final String secret;
  private final List<AutoCloseable> closing = new ArrayList<>();
  private final List<PrometheusMeterRegistry> metrics = new ArrayList<>();
  private final Vertx vertx;
  private final Stores stores;
  private final MailServer mails;
  private final SmsGateway messages;
  private int edgePort;
  private int mailboxPort;

  private LocalSystem(LocalOptions options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
    this.secret = options.settings().getOrDefault(SECRET, UUID.randomUUID().toString());
    progress.accept("Starting Postgres, Redis and Kafka");
    this.stores = opened(Stores.start(options.state()));
    this.mails = opened(MailServer.start(0));
    Tracing tracing = opened(tracing(options));
    VertxOptions loops =
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(LOOPS);
    this.vertx = tracing.attach(tracing.instrument(Vertx.builder().with(loops)).build());
    closing.add(() -> await(vertx.close()));
    this.messages = await(SmsGateway.start(vertx, 0, SMS_ACCOUNT, secret));
  }

  private static Tracing tracing(LocalOptions options) {
    Settings settings = new Settings(options.settings());
    TracingSettings tracing = TracingSettings.read(settings);
    settings.check();
    return Tracing.of(tracing, "local");
  }

  /**
   * Starts everything.
   *
   * @param progress is told each step
   */
  public static LocalSystem start(LocalOptions options, Consumer<String> progress) {
    LocalSystem system = new LocalSystem(options, progress);
    try {
      system.startAll();
      return system;
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
  }

  private void startAll() {
    TokenIssuer issuer = new TokenIssuer(issuerUrl(), "ecart", secret);
    HttpServer edge =
        await(new Edge(vertx, pathToService()).listen(options.ports().edge(), issuer));
    edgePort = edge.actualPort();
    mailboxPort =
        await(new Mailbox(mails, messages).listen(vertx, options.ports().mailbox())).actualPort();
    progress.accept("Starting the services");
    await(OwnLoops.deploy(vertx, Stream.of(LocalService.values()).map(this::verticle).toList()));
  }

  private Deployable verticle(LocalService service) {
    PrometheusMeterRegistry registry = Metrics.registry(service.serviceName());
    metrics.add(registry);
    ServiceHost host = new ServiceHost(Clock.systemUTC(), registry, "127.0.0.1");
    return service.verticle(new Settings(environment(service)), host);
  }

  private Map<String, String> environment(LocalService service) {
    String database = stores.postgres().createDatabase(service.serviceName());
    SystemSettings system =
        new SystemSettings(issuerUrl(), secret, stores.redis().uri(), stores.kafka().bootstrap());
    Map<String, String> environment = new HashMap<>(system.environment());
    environment.put("ECART_HTTP_HOST", "127.0.0.1");
    environment.put("ECART_HTTP_PORT", port(options.ports().service(service.position())));
    environment.put("ECART_MANAGEMENT_PORT", port(options.ports().management(service.position())));
    environment.put("ECART_POSTGRES_URL", database);
    environment.put("ECART_POSTGRES_POOL_SIZE", "4");
    environment.put("ECART_SMTP_HOST", "127.0.0.1");
    environment.put("ECART_SMTP_PORT", port(mails.port()));
    environment.put("ECART_SMS_URL", messages.url());
    environment.put("ECART_SMS_ACCOUNT", SMS_ACCOUNT);
    environment.put("ECART_SMS_TOKEN", secret);
    environment.put("ECART_SMS_FROM", SMS_FROM);
    environment.put("ECART_STAFF_EMAIL", "staff@ecart.example");
    // Here a shop tries its webhooks against a receiver on the same machine.
    environment.put("ECART_WEBHOOK_ALLOW_PRIVATE", "true");
    // A flood of orders is not to wait for its mails, which share this JVM with their server.
    environment.put("ECART_EMAIL_MAX_PER_SECOND", "100");
    // One who tries things wants to see what they do.
    environment.put("ECART_ANALYTICS_REFRESH", "5s");
    environment.putAll(options.settings());
    return environment;
  }

  private String issuerUrl() {
    return "http://127.0.0.1:" + options.ports().edge() + "/api/v1/auth";
  }

  private static Map<String, String> pathToService() {
    Map<String, String> map = new HashMap<>();
    for (LocalService service : LocalService.values()) {
      service.paths().forEach(path -> map.put(path, service.serviceName()));
    }
    return map;
  }

  public int edgePort() {
    return edgePort;
  }

  public int mailboxPort() {
    return mailboxPort;
  }

  public Stores stores() {
    return stores;
  }

  public MailServer mails() {
    return mails;
  }

  /** What the six services answer to {@code GET /metrics}, one after the other. */
  public String scrape() {
    StringBuilder text = new StringBuilder();
    metrics.forEach(registry -> text.append(registry.scrape()));
    return text.toString();
  }

  /** Stops in reverse order; what fails to stop does not keep the rest. */
  @Override
  public void close() {
    for (int i = closing.size() - 1; i >= 0; i--) {
      try {
        closing.get(i).close();
      } catch (Exception e) {
        progress.accept("Not stopped cleanly: " + e);
      }
    }
    closing.clear();
  }

  private <T extends AutoCloseable> T opened(T resource) {
    closing.add(resource);
    return resource;
  }

  private static String port(int number) {
    return Integer.toString(number);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("Not ready within " + LIMIT_SECONDS + " s", e);
    }
  }
}
