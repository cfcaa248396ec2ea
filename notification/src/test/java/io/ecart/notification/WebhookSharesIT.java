package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** One receiver and the others. */
class WebhookSharesIT {
  private static final int ORDERS = 100;

  @Test
  void receiverThatHangsHoldsUpOnlyItself() {
    try (NotificationRig rig =
            new NotificationRig().with("WEBHOOK_TIMEOUT", "60s").with("EMAIL_EVENTS", "none");
        WebhookReceiver hangs = new WebhookReceiver(rig.vertx);
        WebhookReceiver answers = new WebhookReceiver(rig.vertx)) {
      rig.start();
      hangs.answer(Collections.nCopies(ORDERS, WebhookReceiver.SILENCE).toArray(Integer[]::new));
      JsonObject silent = register(rig, hangs);
      register(rig, answers);
      for (int i = 0; i < ORDERS; i++) {
        String id = Orders.id();
        rig.publish("order.placed", id, Orders.data(id, Orders.email()));
      }

      Await.until("what is for the other", () -> answers.all().size() == ORDERS);
      String path = "/api/v1/webhooks/" + silent.getString("id") + "/deliveries?limit=200";
      long taken = rig.items(path).stream().filter(each -> each.getInteger("attempts") > 0).count();
      assertTrue(taken >= 1 && taken <= 4, taken + " messages are taken");
    }
  }

  private static JsonObject register(NotificationRig rig, WebhookReceiver receiver) {
    JsonObject body =
        new JsonObject()
            .put("url", receiver.url())
            .put("events", new JsonArray().add("order.placed"));
    return rig.as("ada").post("/api/v1/webhooks", body).expect(201).json();
  }
}
