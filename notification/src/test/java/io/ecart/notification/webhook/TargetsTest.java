package io.ecart.notification.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.notification.Channel;
import io.ecart.notification.Notification;
import io.ecart.notification.NotificationStatus;
import io.ecart.notification.Outbound;
import io.ecart.notification.Outcome;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where webhooks may go, by what names lead to from moment to moment. */
class TargetsTest {
  private static final String URL = "http://hooks.example/";
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final Vertx vertx = Vertx.vertx();

  /** What every name leads to; a name without addresses is unknown. */
  private volatile String[] addresses = {"93.184.216.34"};

  private final Targets targets = new Targets(vertx, false, this::lookUp);

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void publicNameIsAllowed() throws UnknownHostException {
    targets.check(URL).await();
    assertEquals(InetAddress.getByName("93.184.216.34"), targets.resolve(URL).await());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"})
  void nameThatTurnsPrivateIsRefusedAtDelivery(String address) {
    targets.check(URL).await();
    addresses = new String[] {address};
    assertEquals(
        new Outcome.Refused("The URL leads to a private or loopback address"), deliver(URL));
  }

  @Test
  void onePrivateAddressAmongOthersIsEnough() {
    addresses = new String[] {"93.184.216.34", "127.0.0.1"};
    assertThrows(Problem.class, () -> targets.check(URL).await());
    assertThrows(Targets.ForbiddenTarget.class, () -> targets.resolve(URL).await());
  }

  @Test
  void unknownNameIsLetInAndLookedAtAgain() {
    addresses = new String[0];
    targets.check(URL).await();
    addresses = new String[] {"192.168.0.1"};
    assertThrows(Targets.ForbiddenTarget.class, () -> targets.resolve(URL).await());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost./",
        "https://shop.localhost/",
        "http://0177.0.0.1/",
        "http://[fe80::1%25eth0]/"
      })
  void privateNamesAreRefusedWhateverTheResolverSays(String url) {
    assertThrows(Problem.class, () -> targets.check(url).await());
    assertThrows(Targets.ForbiddenTarget.class, () -> targets.resolve(url).await());
    Targets lax = new Targets(vertx, true, this::lookUp);
    lax.check(url).await();
  }

  private Outcome deliver(String url) {
    return deliver(vertx, targets, url);
  }

  static Outcome deliver(Vertx vertx, Targets targets, String url) {
    Notification notification =
        new Notification(
            UUID.fromString("01900000-0000-7000-8000-000000000001"),
            "order.placed",
            Channel.WEBHOOK,
            url,
            "o1",
            NotificationStatus.QUEUED,
            1,
            NOW,
            null,
            null,
            null);
    Outbound.Target target = new Outbound.Target(url, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    WebhookTransport transport =
        new WebhookTransport(
            vertx, targets, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(1));
    return transport
        .send(new Outbound(notification, 0, "en", NOW, new JsonObject(), target))
        .await();
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    InetAddress[] found = new InetAddress[addresses.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = InetAddress.getByName(addresses[i]);
    }
    return found;
  }
}
