package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.servers.Sms;
import io.ecart.testkit.servers.SmsFault;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Text messages, through a gateway that misbehaves. */
class SmsIT {
  private static NotificationRig rig;

  private final String id = Orders.id();
  private final String phone =
      "+4917" + ThreadLocalRandom.current().nextLong(10_000_000L, 99_999_999L);

  @BeforeAll
  static void start() {
    rig = new NotificationRig().with("EMAIL_EVENTS", "none").start();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void textMessageIsSentToWhoGaveANumber() {
    publish(phone);
    JsonObject message = rig.awaitMessages(id, 1, "sent").get(0);
    assertEquals("sms", message.getString("channel"));
    assertEquals(phone, message.getString("recipient"));
    Sms sms = received().get(0);
    assertEquals("ECART: thank you, we have your order 1001 (43.99 EUR).", sms.body());
    assertEquals(NotificationRig.SMS_FROM, sms.from());
  }

  @Test
  void gatewayThatFailsIsAskedAgain() {
    rig.sms.next(1, new SmsFault.Refuse(500, 0));
    rig.sms.next(1, new SmsFault.Refuse(429, 1));
    publish(phone);
    assertEquals(3, rig.awaitMessages(id, 1, "sent").get(0).getInteger("attempts"));
    assertEquals(1, received().size());
  }

  @Test
  void numberIsSentWithoutItsPunctuation() {
    String written = phone.replaceFirst("(.{3})(.{3})(...)(.*)", "$1 ($2) $3-$4");
    publish(written);
    assertEquals(written, rig.awaitMessages(id, 1, "sent").get(0).getString("recipient"));
    assertEquals(1, received().size());
  }

  @Test
  void refusalIsFinal() {
    // The gateway knows of no country code 0.
    publish("+0123456789");
    JsonObject message = rig.awaitMessages(id, 1, "failed").get(0);
    assertEquals(1, message.getInteger("attempts"));
    assertTrue(message.getString("error").contains("21211"), message.encode());
  }

  @Test
  void gatewayIsNotAskedForWhatIsNoNumber() {
    publish("0170 1234567");
    JsonObject message = rig.awaitMessages(id, 1, "failed").get(0);
    assertEquals(1, message.getInteger("attempts"));
    assertEquals(
        "The phone number is not international: it must be + and 7 to 15 digits",
        message.getString("error"));
  }

  @Test
  void slowGatewayIsWaitedFor() {
    rig.sms.next(1, new SmsFault.Delay(Duration.ofSeconds(1)));
    publish(phone);
    assertEquals(1, rig.awaitMessages(id, 1, "sent").get(0).getInteger("attempts"));
    assertEquals(1, received().size());
  }

  @Test
  void answerThatIsLostMeansAnotherTry() {
    rig.sms.next(1, new SmsFault.Drop());
    publish(phone);
    assertEquals(2, rig.awaitMessages(id, 1, "sent").get(0).getInteger("attempts"));
  }

  @Test
  void answerWithoutAnEndMeansAnotherTry() {
    rig.sms.next(1, new SmsFault.Endless());
    publish(phone);
    assertEquals(2, rig.awaitMessages(id, 1, "sent").get(0).getInteger("attempts"));
  }

  @Test
  void gatewayThatRepeatsItselfIsOneMessageHere() {
    rig.sms.next(1, new SmsFault.Duplicate());
    publish(phone);
    assertEquals(1, rig.awaitMessages(id, 1, "sent").get(0).getInteger("attempts"));
    assertFalse(rig.messages(id).get(0).containsKey("error"));
  }

  private void publish(String number) {
    rig.publish("order.placed", id, Orders.withPhone(Orders.data(id, Orders.email()), number));
  }

  private List<Sms> received() {
    return rig.sms.messages().stream().filter(each -> each.to().equals(phone)).toList();
  }
}
