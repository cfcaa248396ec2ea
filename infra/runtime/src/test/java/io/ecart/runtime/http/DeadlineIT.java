package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.auth.Access;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.auth.TokenVerifier;
import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.Registry;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.discovery.ServiceTokens;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that asks another one on behalf of its caller, who waits only so long. */
@ExtendWith(VertxExtension.class)
class DeadlineIT {
  private static final Ask WITHIN_4_S =
      Ask.get("/told").anonymously().within(Duration.ofSeconds(4));

  private final AtomicInteger handled = new AtomicInteger();
  private HttpProbe probe = HttpProbe.at(1);

  @BeforeEach
  void start(Vertx vertx) {
    int other =
        Await.get(vertx.createHttpServer().requestHandler(DeadlineIT::tell).listen(0)).actualPort();
    Registry registry = new Registry(vertx);
    Await.get(registry.start());
    Await.get(registry.publish("other", "127.0.0.1", other));
    Await.until("known", () -> !registry.instancesOf("other").isEmpty());
    URI nobody = URI.create("http://127.0.0.1:1");
    JwtSettings jwt = new JwtSettings("x", "x", nobody, "roles", nobody, "x", Secret.NONE);
    ServiceClient client =
        new ServiceClient(
            vertx, registry, new ServiceTokens(vertx, jwt), "other", new SimpleMeterRegistry());
    Api api = new Api(vertx, slow(vertx), 1_000);
    api.get("/told", Access.PUBLIC, call -> ask(client, WITHIN_4_S))
        .get("/told-several", Access.PUBLIC, call -> ask(client, WITHIN_4_S.forSeveral()))
        .get("/silent", Access.PUBLIC, call -> ask(client, Ask.get("/silent").anonymously()));
    HttpSettings http =
        new HttpSettings(0, 0, "127.0.0.1", 1_000, Duration.ZERO, Duration.ofSeconds(1));
    probe = HttpProbe.at(Await.get(ApiServer.listen(vertx, http, api.router())).port());
  }

  /** Answers with the deadline that it was told; never, if it is to be silent. */
  private static void tell(HttpServerRequest request) {
    if (request.path().equals("/silent")) {
      return;
    }
    request.response().end("{\"ms\":" + request.getHeader(Deadline.HEADER) + "}");
  }

  private static TokenVerifier slow(Vertx vertx) {
    return token -> vertx.timer(300, TimeUnit.MILLISECONDS).map(waited -> Caller.ANONYMOUS);
  }

  private Future<Reply> ask(ServiceClient client, Ask ask) {
    handled.incrementAndGet();
    return client.ask(ask).map(answer -> Reply.ok(answer.body()));
  }

  @Test
  void withoutADeadlineACallWaitsItsOwnTime() {
    // Half of it: the other half is for a second try.
    assertTold(probe.get("/told"), 1_000, 2_000);
  }

  @Test
  void aCallWaitsNoLongerThanTheRequestItIsFor() {
    assertTold(probe.with(Deadline.HEADER, "900").get("/told"), 300, 900);
  }

  @Test
  void aLaterDeadlineChangesNothing() {
    assertTold(probe.with(Deadline.HEADER, "60000").get("/told"), 1_000, 2_000);
  }

  @Test
  void aCallForSeveralRequestsWaitsItsOwnTime() {
    assertTold(probe.with(Deadline.HEADER, "900").get("/told-several"), 1_000, 2_000);
  }

  @Test
  void whatIsNotAnsweredInTimeIsUnavailable() {
    long begin = System.nanoTime();
    Answer answer = probe.with(Deadline.HEADER, "400").get("/silent");
    assertEquals(503, answer.status());
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(3).toNanos());
  }

  @Test
  void nothingIsDoneForACallerWhoHasGone() {
    Answer answer = probe.as("token").with(Deadline.HEADER, "100").get("/told");
    assertEquals(503, answer.status(), answer.text());
    assertEquals(0, handled.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1.5", "99999999999999999999"})
  void whatIsNoNumberTellsOfNoDeadline(String header) {
    assertTold(probe.with(Deadline.HEADER, header).get("/told"), 1_000, 2_000);
  }

  private static void assertTold(Answer answer, int least, int most) {
    assertEquals(200, answer.status(), answer.text());
    int told = answer.json().getInteger("ms");
    assertTrue(least <= told && told <= most, "was told to answer within " + told + " ms");
  }
}
