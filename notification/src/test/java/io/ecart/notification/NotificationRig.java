package io.ecart.notification;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventProducer;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.observe.Metrics;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.MailServer;
import io.ecart.testkit.servers.SmsGateway;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The service as its main program runs it, on free ports, with a database of its own, a mail server
 * and an SMS gateway. The topics are shared by all rigs of a JVM, so every test uses order ids and
 * addresses of its own; so is the consumer group, so there is never more than one rig at a time.
 */
final class NotificationRig implements AutoCloseable {
  static final String SMS_FROM = "+491700000000";

  final Vertx vertx = Vertx.vertx();
  final MailServer mail = MailServer.start(0);
  final SmsGateway sms = Await.get(SmsGateway.start(vertx, 0, "AC1", "sms-secret"));
  final TokenIssuer tokens = TokenIssuer.shared("https://issuer.test", "ecart", "service-secret");
  final String database = Servers.freshDatabase();
  final Map<String, String> environment = new HashMap<>();

  private final HttpServer issuer = Await.get(tokens.listen(vertx, 0));
  private final EventProducer producer =
      new EventProducer(
          vertx,
          new KafkaSettings(Servers.kafka().bootstrap(), 0, Duration.ZERO),
          "notification-test");
  private NotificationVerticle verticle;

  NotificationRig() {
    environment.put("ECART_HTTP_PORT", "0");
    environment.put("ECART_MANAGEMENT_PORT", "0");
    environment.put("ECART_HTTP_HOST", "127.0.0.1");
    environment.put("ECART_POSTGRES_URL", database);
    environment.put("ECART_KAFKA_BOOTSTRAP", Servers.kafka().bootstrap());
    environment.put("ECART_KAFKA_RETRIES", "1");
    environment.put("ECART_JWT_ISSUER", "https://issuer.test");
    environment.put(
        "ECART_JWT_JWKS_URL",
        "http://127.0.0.1:" + issuer.actualPort() + TokenIssuer.PATH + "jwks");
    environment.put("ECART_SERVICE_CLIENT_SECRET", "service-secret");
    environment.put("ECART_SMTP_URL", "smtp://127.0.0.1:" + mail.port());
    environment.put("ECART_SMS_URL", sms.url());
    environment.put("ECART_SMS_ACCOUNT", "AC1");
    environment.put("ECART_SMS_TOKEN", "sms-secret");
    environment.put("ECART_SMS_FROM", SMS_FROM);
    environment.put("ECART_SMS_TIMEOUT", "2s");
    environment.put("ECART_STAFF_EMAIL", "staff-" + UUID.randomUUID() + "@shop.example");
    environment.put("ECART_SEND_ATTEMPTS", "4");
    environment.put("ECART_SEND_BACKOFF", "20ms");
    environment.put("ECART_WEBHOOK_ALLOW_PRIVATE", "true");
  }

  NotificationRig with(String key, String value) {
    environment.put("ECART_" + key, value);
    return this;
  }

  NotificationRig start() {
    verticle = deploy();
    return this;
  }

  /** One more instance beside, on the same database. */
  NotificationVerticle deploy() {
    Settings settings = new Settings(environment);
    NotificationConfig config = NotificationConfig.read(settings);
    settings.check();
    ServiceHost host = new ServiceHost(Clock.systemUTC(), Metrics.registry(), "127.0.0.1");
    NotificationVerticle deployed = new NotificationVerticle(config, host);
    Await.get(vertx.deployVerticle(deployed));
    return deployed;
  }

  HttpProbe probe() {
    return HttpProbe.at(verticle.port());
  }

  HttpProbe management() {
    return HttpProbe.at(verticle.managementPort());
  }

  HttpProbe as(String user) {
    return probe().as(tokens.token(user));
  }

  /** The messages about an order, as staff see them. */
  List<JsonObject> messages(String orderId) {
    return items("/api/v1/notifications?orderId=" + orderId);
  }

  List<JsonObject> items(String path) {
    JsonArray items = as("ada").get(path).expect(200).json().getJsonArray("items");
    return items.stream().map(JsonObject.class::cast).toList();
  }

  /** Waits until every message about an order has a status. */
  List<JsonObject> awaitMessages(String orderId, int count, String status) {
    Await.until(
        count + " messages " + status + " about " + orderId,
        () -> {
          List<JsonObject> messages = messages(orderId);
          return messages.size() == count
              && messages.stream().allMatch(each -> status.equals(each.getString("status")));
        });
    return messages(orderId);
  }

  Event publish(String name, String subject, JsonObject data) {
    Event event = event(name, subject, data);
    publish(event);
    return event;
  }

  static Event event(String name, String subject, JsonObject data) {
    return Event.of("test", name, subject, Clock.systemUTC().instant(), data);
  }

  void publish(Event event) {
    String topic = event.name().startsWith("order.") ? "order.events" : "inventory.events";
    publish(topic, event.subject(), event.toJson().encode());
  }

  void publish(String topic, String key, String text) {
    Await.get(producer.send(topic, key, text));
  }

  @Override
  public void close() {
    Await.get(producer.close());
    Await.get(vertx.close());
    mail.close();
  }
}
