package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where webhooks may not go. */
class WebhookTargetsIT {

  @Test
  void privateTargetsAreRefusedUnlessAllowed() {
    try (NotificationRig strict =
        new NotificationRig().with("WEBHOOK_ALLOW_PRIVATE", "false").start()) {
      for (String url :
          List.of(
              "http://127.0.0.1:8080/",
              "http://localhost/",
              "https://10.0.0.1/x",
              "http://[::1]/",
              "http://169.254.169.254/latest/meta-data",
              "http://localhost./",
              "http://shop.localhost/",
              "http://2130706433/",
              "http://0x7f000001/",
              "http://0177.0.0.1/",
              "http://[fe80::1%25eth0]/",
              "HTTP://127.0.0.1/")) {
        Answer answer = strict.as("ada").post("/api/v1/webhooks", body(url, "order.placed"));
        assertEquals(
            "/url",
            answer.expect(422).json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
      }
      strict.as("ada").post("/api/v1/webhooks", body("https://93.184.216.34/", "*")).expect(201);
    }
  }

  /** A webhook from a time when more was allowed is refused when it is to be delivered. */
  @Test
  void privateTargetsAreRefusedAtDeliveryToo() {
    try (NotificationRig lax = new NotificationRig().start()) {
      WebhookReceiver receiver = new WebhookReceiver(lax.vertx);
      JsonObject webhook =
          lax.as("ada").post("/api/v1/webhooks", body(receiver.url(), "order.placed")).json();
      Await.get(lax.vertx.undeploy(lax.vertx.deploymentIDs().iterator().next()));
      lax.with("WEBHOOK_ALLOW_PRIVATE", "false").start();
      String id = Orders.id();
      lax.publish("order.placed", id, Orders.data(id, Orders.email()));

      Await.until(
          "the refusal", () -> !lax.items(deliveries(webhook) + "?status=failed").isEmpty());
      assertTrue(receiver.about(id).isEmpty());
    }
  }

  private static JsonObject body(String url, String event) {
    return new JsonObject().put("url", url).put("events", new JsonArray().add(event));
  }

  private static String deliveries(JsonObject webhook) {
    return "/api/v1/webhooks/" + webhook.getString("id") + "/deliveries";
  }
}
