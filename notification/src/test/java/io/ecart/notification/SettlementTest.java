package io.ecart.notification;

import static io.ecart.notification.Messages.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlementTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(10), Duration.ofHours(1), 3, () -> 0);

  @Test
  void sentIsSent() {
    Settlement settled = settle(2, new Outcome.Sent());
    assertEquals(NotificationStatus.SENT, settled.notification().status());
    assertEquals(NOW, settled.notification().sentAt());
    assertEquals(2, settled.notification().attempts());
    assertNull(settled.notification().error());
  }

  @Test
  void refusedIsFailedAtOnce() {
    Settlement settled = settle(1, new Outcome.Refused("550 no such user"));
    assertEquals(NotificationStatus.FAILED, settled.notification().status());
    assertEquals("550 no such user", settled.notification().error());
  }

  @Test
  void retryWaitsLongerEveryTime() {
    assertEquals(NOW.plusSeconds(10), settle(1, Outcome.retry("451")).dueAt());
    assertEquals(NOW.plusSeconds(20), settle(2, Outcome.retry("451")).dueAt());
    assertEquals(
        NotificationStatus.QUEUED, settle(2, Outcome.retry("451")).notification().status());
  }

  @Test
  void retryHeedsWhatWasAskedFor() {
    Outcome slowDown = new Outcome.Retry("429", Duration.ofSeconds(30));
    assertEquals(NOW.plusSeconds(30), settle(1, slowDown).dueAt());
  }

  @Test
  void lastRetryIsTheEnd() {
    Settlement settled = settle(3, Outcome.retry("451 busy"));
    assertEquals(NotificationStatus.FAILED, settled.notification().status());
    assertEquals("451 busy", settled.notification().error());
  }

  @Test
  void outageIsNoTry() {
    Settlement settled = settle(3, new Outcome.Away("connection refused"));
    assertEquals(NotificationStatus.QUEUED, settled.notification().status());
    assertEquals(2, settled.notification().attempts());
  }

  @Test
  void suppressedSaysWhy() {
    Settlement settled = settle(1, Outcome.notConfigured(Channel.SMS));
    assertEquals(NotificationStatus.SUPPRESSED, settled.notification().status());
    assertEquals("The channel sms is not configured", settled.notification().error());
  }

  @Test
  void errorIsCutAndClean() {
    String error = settle(1, new Outcome.Refused("\0" + "x".repeat(9_999))).notification().error();
    assertEquals(" " + "x".repeat(499), error);
  }

  private static Settlement settle(int attempts, Outcome outcome) {
    Outbound message =
        Messages.outbound("order.placed", Channel.EMAIL, "en", attempts, new JsonObject());
    return Settlement.of(message, outcome, BACKOFF, NOW);
  }
}
