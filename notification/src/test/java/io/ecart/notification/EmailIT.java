package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.RecordedEvent;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.Mail;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** E-mail from the event to the mail server. */
class EmailIT {
  private static NotificationRig rig;

  @BeforeAll
  static void start() {
    rig = new NotificationRig().with("SHOP_NAME", "Mugs & More").start();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void placedOrderIsTold() {
    String id = Orders.id();
    String email = Orders.email();
    rig.publish("order.placed", id, Orders.data(id, email));

    JsonObject message = rig.awaitMessages(id, 1, "sent").get(0);
    assertEquals("order.placed", message.getString("event"));
    assertEquals("email", message.getString("channel"));
    assertEquals(email, message.getString("recipient"));
    assertEquals(id, message.getString("orderId"));
    assertEquals(1, message.getInteger("attempts"));
    assertTrue(message.containsKey("sentAt"));

    Mail mail = rig.mail.mailsTo(email).get(0);
    assertEquals("Your order 1001 at Mugs & More", mail.subject());
    assertTrue(mail.text().contains("2 x Plate  24.00 EUR"), mail.text());
    assertTrue(mail.text().contains("Mug <red> & blue"), mail.text());
    assertTrue(mail.html().contains("Mug &lt;red&gt; &amp; blue"), mail.html());
    assertTrue(mail.html().contains("Total: 43.99 EUR"), mail.html());
    assertEquals("<" + message.getString("id") + "@ecart.example>", mail.messageId());
  }

  @Test
  void everyStepIsTold() {
    String id = Orders.id();
    String email = Orders.email();
    JsonObject data = Orders.data(id, email);
    List<String> steps =
        List.of(
            "placed",
            "revised",
            "paid",
            "shipped",
            "delivered",
            "cancelled",
            "expired",
            "returned");
    steps.forEach(step -> rig.publish("order." + step, id, data));
    rig.publish("order.completed", id, data);

    rig.awaitMessages(id, steps.size(), "sent");
    Set<String> subjects = new HashSet<>();
    rig.mail.mailsTo(email).forEach(mail -> subjects.add(mail.subject()));
    assertEquals(steps.size(), subjects.size(), subjects.toString());
  }

  @Test
  void repeatedEventIsToldOnce() {
    String id = Orders.id();
    String email = Orders.email();
    Event event = NotificationRig.event("order.placed", id, Orders.data(id, email));
    rig.publish(event);
    rig.publish(event);
    rig.awaitMessages(id, 1, "sent");
    rig.publish(event);
    // A later event of the same key is only told after the repeats were taken.
    rig.publish("order.shipped", id, Orders.data(id, email));
    rig.awaitMessages(id, 2, "sent");

    assertEquals(2, rig.mail.mailsTo(email).size());
  }

  @Test
  void failureThatMayPassIsTriedAgain() {
    String id = Orders.id();
    String email = Orders.email();
    rig.mail.failNext(2);
    rig.publish("order.placed", id, Orders.data(id, email));

    JsonObject message = rig.awaitMessages(id, 1, "sent").get(0);
    assertEquals(3, message.getInteger("attempts"));
    assertFalse(message.containsKey("error"));
    assertEquals(1, rig.mail.mailsTo(email).size());
  }

  @Test
  void mailIsGivenUpAfterItsTries() {
    String id = Orders.id();
    rig.mail.failNext(4);
    rig.publish("order.placed", id, Orders.data(id, Orders.email()));

    JsonObject message = rig.awaitMessages(id, 1, "failed").get(0);
    assertEquals(4, message.getInteger("attempts"));
    assertTrue(message.getString("error").contains("451"), message.encode());
    assertEquals(1, rig.items("/api/v1/notifications?status=failed&orderId=" + id).size());
  }

  @Test
  void impossibleAddressFailsAtOnce() {
    String id = Orders.id();
    rig.publish("order.placed", id, Orders.data(id, "not an address at all"));

    JsonObject message = rig.awaitMessages(id, 1, "failed").get(0);
    assertEquals(1, message.getInteger("attempts"));
  }

  @Test
  void resentMailIsAnotherMail() {
    String id = Orders.id();
    String email = Orders.email();
    rig.publish("order.placed", id, Orders.data(id, email));
    String message = rig.awaitMessages(id, 1, "sent").get(0).getString("id");

    rig.as("sam").post("/api/v1/notifications/" + message + "/resend").expect(202);
    Await.until("the second mail", () -> rig.mail.mailsTo(email).size() == 2);
    rig.awaitMessages(id, 1, "sent");
    List<Mail> mails = rig.mail.mailsTo(email);
    assertEquals(mails.get(0).subject(), mails.get(1).subject());
    assertNotEquals(mails.get(0).messageId(), mails.get(1).messageId());
  }

  @Test
  void staffHearOfStock() {
    String sku = "SKU-" + Orders.id().substring(0, 8);
    String staff = rig.environment.get("ECART_STAFF_EMAIL");
    JsonObject data = new JsonObject().put("sku", sku).put("available", 2).put("incoming", 10);
    rig.publish("stock.changed", sku, data);
    rig.publish("stock.low", sku, data);

    Await.until(
        "the mail about " + sku,
        () -> rig.mail.mailsTo(staff).stream().anyMatch(m -> m.subject().contains(sku)));
    List<Mail> mails =
        rig.mail.mailsTo(staff).stream().filter(m -> m.subject().contains(sku)).toList();
    assertEquals(1, mails.size());
    assertTrue(mails.get(0).text().contains("2 available, 10 incoming"), mails.get(0).text());
  }

  @Test
  void whatBecameOfAMessageIsTold() {
    try (EventRecorder recorder =
        new EventRecorder(Servers.kafka().bootstrap(), List.of("notification.events"))) {
      String id = Orders.id();
      rig.publish("order.placed", id, Orders.data(id, Orders.email()));

      RecordedEvent told = recorder.awaitType("io.ecart.notification.sent.v1", id);
      assertEquals(id, told.data().getString("orderId"));
      // The event has a traceparent of its own.
      JsonObject message = rig.messages(id).get(0);
      message.remove("traceId");
      assertEquals(message, told.data().getJsonObject("notification"));
    }
  }

  @Test
  void mailsWaitWhileTheServerIsAway() {
    String id = Orders.id();
    String email = Orders.email();
    rig.mail.stop();
    rig.publish("order.placed", id, Orders.data(id, email));
    rig.publish("order.shipped", id, Orders.data(id, email));
    rig.publish("order.delivered", id, Orders.data(id, email));
    Await.until(
        "the outage to show",
        () ->
            rig.management()
                .get("/health/ready")
                .expect(200)
                .json()
                .getJsonObject("checks")
                .getJsonObject("smtp")
                .getString("status")
                .equals("down"));
    assertTrue(rig.messages(id).stream().allMatch(m -> m.getString("status").equals("queued")));

    rig.mail.restart();
    rig.awaitMessages(id, 3, "sent");
    assertEquals(3, rig.mail.mailsTo(email).size());
  }
}
