package io.ecart.analytics;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventProducer;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.observe.Metrics;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service as its main program runs it, on free ports and with a database of its own. */
final class AnalyticsRig implements AutoCloseable {
  static final String API = "/api/v1/analytics";

  final Vertx vertx = Vertx.vertx();
  private final TokenIssuer tokens = TokenIssuer.shared("https://issuer.test", "ecart", "secret");
  private final HttpServer issuer = Await.get(tokens.listen(vertx, 0));
  private final EventProducer producer =
      new EventProducer(
          vertx,
          new KafkaSettings(Servers.kafka().bootstrap(), 0, Duration.ofMillis(10)),
          "analytics-test");
  private final AnalyticsVerticle verticle;
  private final HttpProbe probe;

  AnalyticsRig() {
    this(Clock.systemUTC());
  }

  AnalyticsRig(Clock clock) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ECART_HTTP_PORT", "0");
    environment.put("ECART_MANAGEMENT_PORT", "0");
    environment.put("ECART_HTTP_HOST", "127.0.0.1");
    environment.put("ECART_POSTGRES_URL", Servers.freshDatabase());
    environment.put("ECART_KAFKA_BOOTSTRAP", Servers.kafka().bootstrap());
    environment.put("ECART_KAFKA_RETRIES", "0");
    environment.put("ECART_JWT_ISSUER", "https://issuer.test");
    environment.put(
        "ECART_JWT_JWKS_URL",
        "http://127.0.0.1:" + issuer.actualPort() + TokenIssuer.PATH + "jwks");
    environment.put("ECART_ANALYTICS_STREAM_CLIENTS", "2");
    environment.put("ECART_ANALYTICS_REFRESH", "100ms");
    Settings settings = new Settings(environment);
    AnalyticsConfig config = AnalyticsConfig.read(settings);
    settings.check();
    ServiceHost host = new ServiceHost(clock, Metrics.registry(), "127.0.0.1");
    verticle = new AnalyticsVerticle(config, host);
    Await.get(vertx.deployVerticle(verticle));
    probe = HttpProbe.at(verticle.port());
  }

  HttpProbe anonymous() {
    return probe;
  }

  HttpProbe as(String user) {
    return probe.as(tokens.token(user));
  }

  String token(String user) {
    return tokens.token(user);
  }

  String staffToken(Duration lifetime) {
    return tokens.mint("sam", List.of("staff"), lifetime);
  }

  HttpProbe management() {
    return HttpProbe.at(verticle.managementPort());
  }

  int port() {
    return verticle.port();
  }

  /** What staff get from a path below the API. */
  JsonObject get(String path) {
    return as("sam").get(API + path).expect(200).json();
  }

  void publish(String topic, Event... events) {
    for (Event event : events) {
      publish(topic, event.subject(), event.toJson().encode());
    }
  }

  void publish(String topic, String key, String payload) {
    Await.get(producer.send(topic, key, payload));
  }

  @Override
  public void close() {
    Await.get(vertx.undeploy(verticle.deploymentID()));
    Await.get(producer.close());
    Await.get(vertx.close());
  }
}
