package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmsGatewayIT {
  private static final String PATH = "/2010-04-01/Accounts/AC1/Messages.json";

  private final Vertx vertx = Vertx.vertx();
  private SmsGateway gateway;
  private HttpProbe probe;

  @BeforeEach
  void start() {
    gateway = Await.get(SmsGateway.start(vertx, 0, "AC1", "token"));
    String pair = "AC1:token";
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    probe = HttpProbe.at(gateway.url()).with("Authorization", "Basic " + basic);
  }

  @AfterEach
  void close() {
    Await.get(gateway.close());
    Await.get(vertx.close());
  }

  @Test
  void acceptsAMessageAndShowsIt() {
    Answer answer = send("+4915112345678", "Hi ö").expect(201);
    assertTrue(answer.json().getString("sid").matches("SM[0-9a-f]{32}"));
    assertEquals("queued", answer.json().getString("status"));
    Sms sms = gateway.messagesTo("+4915112345678").get(0);
    assertEquals("Hi ö", sms.body());
    assertEquals("+100000", sms.from());
    assertEquals(answer.json().getString("sid"), sms.sid());
    assertEquals(1, probe.get(PATH).expect(200).json().getJsonArray("messages").size());
    Answer others = probe.get(PATH + "?To=%2B49000000").expect(200);
    assertTrue(others.json().getJsonArray("messages").isEmpty());
  }

  @Test
  void refusesWhatTwilioRefuses() {
    HttpProbe stranger = HttpProbe.at(gateway.url());
    assertEquals(20003, stranger.get(PATH).expect(401).json().getInteger("code"));
    assertEquals(21604, send("", "Hi").expect(400).json().getInteger("code"));
    assertEquals(21211, send("12", "Hi").expect(400).json().getInteger("code"));
    assertEquals(21602, send("+4915112345678", "").expect(400).json().getInteger("code"));
    assertEquals(
        21617, send("+4915112345678", "x".repeat(1601)).expect(400).json().getInteger("code"));
    assertEquals(0, gateway.accepted());
  }

  @Test
  void refusesAsOftenAsItIsTold() {
    gateway.next(1, new SmsFault.Refuse(429, 7));
    gateway.next(1, new SmsFault.Refuse(500, 0));
    assertEquals("7", send("+4915112345678", "a").expect(429).header("retry-after"));
    send("+4915112345678", "b").expect(500);
    send("+4915112345678", "c").expect(201);
    assertEquals(1, gateway.accepted());
  }

  @Test
  void acceptsButAnswersLateOrNeverOrRepeats() {
    gateway.next(1, new SmsFault.Delay(Duration.ofMillis(50)));
    gateway.next(1, new SmsFault.Drop());
    gateway.next(1, new SmsFault.Duplicate());
    send("+4915112345678", "late").expect(201);
    assertThrows(AssertionError.class, () -> send("+4915112345678", "lost"));
    send("+4915112345678", "twice").expect(201);
    assertEquals(4, gateway.accepted());
    gateway.clear();
    assertEquals(0, gateway.accepted());
  }

  private Answer send(String to, String body) {
    return probe.postForm(PATH, Map.of("To", to, "From", "+100000", "Body", body));
  }
}
