package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.notification.WebhookReceiver.Received;
import io.ecart.notification.webhook.Verifying;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Webhooks from registering to delivery. */
class WebhookIT {
  private static NotificationRig rig;

  @BeforeAll
  static void start() {
    rig = new NotificationRig().with("WEBHOOK_TIMEOUT", "1s").with("EMAIL_EVENTS", "none").start();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void deliveryIsSignedAndWhole() {
    WebhookReceiver receiver = new WebhookReceiver(rig.vertx);
    JsonObject webhook = register(receiver.url(), "order.placed");
    String id = Orders.id();
    rig.publish("order.shipped", id, Orders.data(id, Orders.email()));
    rig.publish("order.placed", id, Orders.data(id, Orders.email()));

    Await.until("a delivery", () -> !receiver.about(id).isEmpty());
    Received received = receiver.about(id).get(0);
    assertEquals("order.placed", received.json().getString("type"));
    JsonObject order = received.json().getJsonObject("data").getJsonObject("order");
    assertEquals(1, order.getInteger("version"));
    assertEquals(
        Verifying.signature(
            webhook.getString("secret"), received.id(), received.timestamp(), received.body()),
        received.signature());

    JsonObject delivery = awaitDelivery(webhook, "sent");
    assertEquals(received.id(), delivery.getString("id"));
    assertEquals("webhook", delivery.getString("channel"));
    assertEquals(receiver.url(), delivery.getString("recipient"));
    assertEquals(1, receiver.about(id).size());
  }

  @Test
  void capitalsInTheSchemeAndBareSecretsWork() {
    WebhookReceiver receiver = new WebhookReceiver(rig.vertx);
    String secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    JsonObject body =
        body(receiver.url().replace("http:", "HTTP:"), "order.placed").put("secret", secret);
    JsonObject webhook = rig.as("ada").post("/api/v1/webhooks", body).expect(201).json();
    assertEquals(receiver.url(), webhook.getString("url"));
    assertEquals(secret, webhook.getString("secret"));
    String id = Orders.id();
    rig.publish("order.placed", id, Orders.data(id, Orders.email()));

    Await.until("a delivery", () -> !receiver.about(id).isEmpty());
    Received received = receiver.about(id).get(0);
    assertEquals(
        Verifying.signature(
            "whsec_" + secret, received.id(), received.timestamp(), received.body()),
        received.signature());
  }

  @Test
  void failedDeliveryIsTriedAgainUnderTheSameId() {
    WebhookReceiver receiver = new WebhookReceiver(rig.vertx);
    receiver.answer(500, 302, WebhookReceiver.SILENCE);
    JsonObject webhook = register(receiver.url(), "order.placed");
    String id = Orders.id();
    rig.publish("order.placed", id, Orders.data(id, Orders.email()));

    assertEquals(4, awaitDelivery(webhook, "sent").getInteger("attempts"));
    List<Received> all = receiver.about(id);
    assertEquals(4, all.size());
    assertEquals(1, all.stream().map(Received::id).distinct().count());
  }

  @Test
  void receiverThatIsGoneIsLeftAlone() {
    WebhookReceiver receiver = new WebhookReceiver(rig.vertx);
    receiver.answer(410);
    JsonObject webhook = register(receiver.url(), "order.placed");
    String id = Orders.id();
    rig.publish("order.placed", id, Orders.data(id, Orders.email()));

    JsonObject delivery = awaitDelivery(webhook, "failed");
    assertEquals("The receiver answered 410", delivery.getString("error"));
    assertEquals(1, receiver.about(id).size());
  }

  @Test
  void redeliveryHasTheSameId() {
    WebhookReceiver receiver = new WebhookReceiver(rig.vertx);
    JsonObject webhook = register(receiver.url(), "*");
    String id = Orders.id();
    rig.publish("order.placed", id, Orders.data(id, Orders.email()));
    String delivery = awaitDelivery(webhook, "sent").getString("id");

    String path = deliveries(webhook) + "/" + delivery + "/redeliver";
    rig.as("ada").post(path).expect(202);
    Await.until("the second delivery", () -> receiver.about(id).size() == 2);
    assertEquals(delivery, receiver.about(id).get(1).id());
    rig.as("ada").post(deliveries(webhook) + "/" + Orders.id() + "/redeliver").expect(404);
  }

  @Test
  void removedWebhookGetsNothingMore() {
    WebhookReceiver receiver = new WebhookReceiver(rig.vertx);
    JsonObject webhook = register(receiver.url(), "order.placed");
    String path = "/api/v1/webhooks/" + webhook.getString("id");
    rig.as("ada").delete(path).expect(204);
    rig.as("ada").delete(path).expect(404);
    rig.as("ada").get(path + "/deliveries").expect(404);

    WebhookReceiver other = new WebhookReceiver(rig.vertx);
    register(other.url(), "order.placed");
    String id = Orders.id();
    rig.publish("order.placed", id, Orders.data(id, Orders.email()));
    Await.until("the other delivery", () -> !other.about(id).isEmpty());
    assertTrue(receiver.all().isEmpty());
  }

  @Test
  void secretIsShownOnce() {
    JsonObject created = register("http://127.0.0.1:1/", "order.placed");
    assertTrue(created.getString("secret").startsWith("whsec_"));
    String path = "/api/v1/webhooks/" + created.getString("id");
    assertFalse(rig.as("ada").get(path).expect(200).text().contains("whsec_"));
    assertFalse(rig.as("ada").get("/api/v1/webhooks").expect(200).text().contains("whsec_"));
  }

  private static JsonObject register(String url, String event) {
    return rig.as("ada").post("/api/v1/webhooks", body(url, event)).expect(201).json();
  }

  private static JsonObject body(String url, String event) {
    return new JsonObject().put("url", url).put("events", new JsonArray().add(event));
  }

  private static String deliveries(JsonObject webhook) {
    return "/api/v1/webhooks/" + webhook.getString("id") + "/deliveries";
  }

  /** The only delivery, once it has a status. */
  private static JsonObject awaitDelivery(JsonObject webhook, String status) {
    String path = deliveries(webhook) + "?status=" + status;
    Await.until("a delivery " + status, () -> !rig.items(path).isEmpty());
    return rig.items(path).get(0);
  }
}
