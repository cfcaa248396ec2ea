package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of events: wishes are heeded, repeats and poison do no harm. */
class IntakeIT {

  @Test
  void twoInstancesSendEverythingOnce() {
    try (NotificationRig rig = new NotificationRig().start()) {
      rig.deploy();
      List<String> emails = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String id = Orders.id();
        String email = Orders.email();
        emails.add(email);
        var event = NotificationRig.event("order.placed", id, Orders.data(id, email));
        rig.publish(event);
        rig.publish(event);
      }
      Await.until(
          "all mails",
          Duration.ofSeconds(60),
          () -> emails.stream().noneMatch(email -> rig.mail.mailsTo(email).isEmpty()));
      Await.until(
          "an empty queue", () -> rig.items("/api/v1/notifications?status=queued").isEmpty());
      emails.forEach(email -> assertEquals(1, rig.mail.mailsTo(email).size()));
      assertTrue(rig.items("/api/v1/notifications?status=failed").isEmpty());
    }
  }

  @Test
  void wishesAreHeeded() {
    try (NotificationRig rig = new NotificationRig().start()) {
      String customer = Orders.id();
      LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
      wish(
          rig,
          customer,
          new JsonObject()
              .put("channels", new JsonObject().put("order.paid", new JsonArray()))
              .put(
                  "quietHours",
                  new JsonObject()
                      .put("start", now.minusHours(1).toString())
                      .put("end", now.plusHours(1).toString())
                      .put("timeZone", "UTC")));
      String id = Orders.id();
      String email = Orders.email();
      JsonObject data = Orders.ofCustomer(Orders.data(id, email), customer);
      rig.publish("order.paid", id, data);
      rig.publish("order.placed", id, data);
      Await.until("both messages", () -> rig.messages(id).size() == 2);

      JsonObject placed = rig.messages(id).get(0);
      JsonObject paid = rig.messages(id).get(1);
      assertEquals("queued", placed.getString("status"));
      assertEquals("suppressed", paid.getString("status"));
      assertEquals("The customer does not want it", paid.getString("error"));
      // Staff may send it all the same.
      rig.as("sam").post("/api/v1/notifications/" + paid.getString("id") + "/resend").expect(202);
      Await.until("the mail", () -> rig.mail.mailsTo(email).size() == 1);
      assertEquals("queued", rig.messages(id).get(0).getString("status"));
    }
  }

  @Test
  void withoutAMailServerMessagesAreSuppressed() {
    try (NotificationRig rig = new NotificationRig()) {
      rig.environment.remove("ECART_SMTP_URL");
      rig.start();
      String id = Orders.id();
      rig.publish("order.placed", id, Orders.data(id, Orders.email()));
      JsonObject message = rig.awaitMessages(id, 1, "suppressed").get(0);
      assertEquals("The channel email is not configured", message.getString("error"));
      assertEquals(0, message.getInteger("attempts"));

      String path = "/api/v1/notifications/" + message.getString("id");
      rig.as("sam").post(path + "/resend").expect(202);
      rig.awaitMessages(id, 1, "suppressed");
    }
  }

  @Test
  void poisonIsPutAsideAndTheRestGoesOn() {
    try (NotificationRig rig = new NotificationRig().start();
        EventRecorder dead =
            new EventRecorder(Servers.kafka().bootstrap(), List.of("order.events.dlq"))) {
      String id = Orders.id();
      String poison = "poison-" + id;
      rig.publish("order.placed", poison, new JsonObject().put("order", "none"));
      rig.publish("order.events", poison, "not json at all " + poison);
      rig.publish("order.placed", id, Orders.data(id, Orders.email()));

      rig.awaitMessages(id, 1, "sent");
      dead.await("both dead letters", 2, each -> each.key().equals(poison));
      assertTrue(dead.byKey(poison).get(0).headers().containsKey("dlq-error"));
    }
  }

  @Test
  void whatIsToldKeepsItsSchema() {
    try (NotificationRig rig = new NotificationRig().start();
        EventRecorder recorder =
            new EventRecorder(Servers.kafka().bootstrap(), List.of("notification.events"))) {
      String good = Orders.id();
      String bad = Orders.id();
      rig.publish("order.placed", good, Orders.data(good, Orders.email()));
      rig.publish("order.placed", bad, Orders.data(bad, "nonsense"));
      requireValid("sent", recorder.awaitType("io.ecart.notification.sent.v1", good).event());
      requireValid("failed", recorder.awaitType("io.ecart.notification.failed.v1", bad).event());
    }
  }

  private static void wish(NotificationRig rig, String customer, JsonObject wishes) {
    rig.as("sam")
        .with("If-Match", "\"0\"")
        .put("/api/v1/preferences/" + customer, wishes)
        .expect(200);
  }

  private static void requireValid(String kind, JsonObject event) {
    ContractChecker.requireValid(
        Path.of("api/events/notification." + kind + ".schema.json"), event);
  }
}
