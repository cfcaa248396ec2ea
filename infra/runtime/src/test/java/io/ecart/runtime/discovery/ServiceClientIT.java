package io.ecart.runtime.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.testkit.Await;
import io.ecart.testkit.servers.TokenIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ServiceClientIT {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Vertx vertx;
  private Registry registry;
  private ServiceClient client;

  @BeforeEach
  void start(Vertx injected) {
    vertx = injected;
    TokenIssuer issuer = TokenIssuer.shared("http://issuer", "ecart", "secret");
    int port = Await.get(issuer.listen(vertx, 0)).actualPort();
    URI token = URI.create("http://127.0.0.1:" + port + "/api/v1/auth/token");
    JwtSettings jwt =
        new JwtSettings("x", "ecart", token, "roles", token, "ecart-service", new Secret("secret"));
    registry = new Registry(vertx);
    Await.get(registry.start());
    client = new ServiceClient(vertx, registry, new ServiceTokens(vertx, jwt), "other", metrics);
  }

  @Test
  void findsInstancesAndSharesTheCallsAmongThem() {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    serve(request -> answer(request, 200, first));
    serve(request -> answer(request, 200, second));
    for (int i = 0; i < 60; i++) {
      assertEquals(200, ask(Ask.get("/x")).status());
    }
    assertTrue(first.get() > 5 && second.get() > 5, first + " and " + second);
  }

  @Test
  void asksADeadInstanceOnceThoughItIsNeverBusy() {
    serve(request -> answer(request, 200, new AtomicInteger()));
    HttpServer dead = serve(request -> answer(request, 200, new AtomicInteger()));
    Await.get(dead.close());
    int failures = 0;
    for (int i = 0; i < 60; i++) {
      // May not be sent twice, so that each is one try.
      failures += Await.get(client.ask(Ask.post("/x", new JsonObject())).map(0).otherwise(1));
    }
    assertTrue(failures <= 1, failures + " failures");
  }

  /** As when it has lost its database, and the other has not. */
  @Test
  void asksAnInstanceOnceThatCanDoNothingThoughItIsNeverBusy() {
    AtomicInteger failures = new AtomicInteger();
    AtomicInteger answers = new AtomicInteger();
    serve(request -> answer(request, 503, failures));
    serve(request -> answer(request, 200, answers));
    for (int i = 0; i < 60; i++) {
      assertEquals(200, ask(Ask.get("/x")).status());
    }
    assertTrue(failures.get() <= 1, failures + " failures");
  }

  @Test
  void sendsItsOwnTokenUnlessItActsForACaller() {
    serve(
        request ->
            request
                .response()
                .end(new JsonObject().put("is", request.getHeader("Authorization")).toBuffer()));
    assertTrue(ask(Ask.get("/x")).body().getString("is").startsWith("Bearer ey"));
    assertEquals("Bearer t", ask(Ask.get("/x").onBehalfOf("t")).body().getString("is"));
    assertNull(ask(Ask.get("/x").anonymously()).body().getString("is"));
  }

  /** As when the issuer has changed its keys. */
  @Test
  void asksForAnotherTokenWhenItsOwnWasRefused() {
    List<String> tokens = new CopyOnWriteArrayList<>();
    serve(
        request -> {
          tokens.add(request.getHeader("Authorization"));
          answer(request, tokens.size() == 2 ? 401 : 200, new AtomicInteger());
        });
    assertEquals(200, ask(Ask.post("/x", new JsonObject())).status());
    assertEquals(200, ask(Ask.post("/x", new JsonObject())).status());
    assertEquals(tokens.get(0), tokens.get(1));
    assertNotEquals(tokens.get(1), tokens.get(2));
  }

  @Test
  void aRefusedTokenIsAnAnswerInTheEnd() {
    AtomicInteger calls = new AtomicInteger();
    serve(request -> answer(request, 401, calls));
    assertEquals(401, ask(Ask.get("/x")).status());
    assertEquals(2, calls.get());
    assertEquals(401, ask(Ask.get("/x").onBehalfOf("t")).status());
    assertEquals(3, calls.get());
  }

  /** Else each of its calls would be two, and one more to the issuer. */
  @Test
  void whoRefusesEveryTokenIsNotToldOfANewOneEachTime() {
    AtomicInteger calls = new AtomicInteger();
    serve(request -> answer(request, 401, calls));
    for (int i = 0; i < 5; i++) {
      assertEquals(401, ask(Ask.get("/x")).status());
    }
    assertEquals(6, calls.get());
  }

  @Test
  void asksAgainOnlyWhatMayBeSentTwice() {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger again = new AtomicInteger();
    serve(
        request -> {
          again.addAndGet(request.getHeader(Ask.AGAIN) == null ? 0 : 1);
          answer(request, calls.incrementAndGet() < 3 ? 500 : 200, new AtomicInteger());
        });
    assertEquals(200, ask(Ask.get("/x")).status());
    assertEquals(3, calls.get());
    assertEquals(2, again.get());
    calls.set(0);
    assertUnavailable(Ask.post("/x", new JsonObject()));
    assertEquals(1, calls.get());
  }

  /** Else whoever is slow would get three calls for each one. */
  @Test
  void asksAgainForAFewOfItsCallsOnly() {
    AtomicInteger calls = new AtomicInteger();
    serve(request -> answer(request, 500, calls));
    for (int i = 0; i < 6; i++) {
      assertUnavailable(Ask.get("/x").within(Duration.ofSeconds(20)));
    }
    assertEquals(6 + 10, calls.get());
  }

  @Test
  void refusalsAreAnswers() {
    serve(request -> answer(request, 409, new AtomicInteger()));
    assertEquals(409, ask(Ask.get("/x")).status());
  }

  @Test
  void aTargetWithoutInstancesIsUnavailable() {
    assertUnavailable(Ask.get("/x"));
  }

  @Test
  void asksThoseItKnewLastWhenThereIsNoRecordOfAny() {
    HttpServer server =
        Await.get(
            vertx
                .createHttpServer()
                .requestHandler(request -> answer(request, 200, new AtomicInteger()))
                .listen(0, "127.0.0.1"));
    Registry own = new Registry(vertx);
    Await.get(own.publish("other", "127.0.0.1", server.actualPort()));
    Await.until("known", () -> !registry.instancesOf("other").isEmpty());
    Await.get(own.withdraw());
    Await.get(new Registry(vertx).publish("another", "127.0.0.1", 1));
    Await.until("a later look", () -> !registry.instancesOf("another").isEmpty());
    assertEquals(200, ask(Ask.get("/x")).status());
    Await.get(server.close());
    assertUnavailable(Ask.get("/x"));
  }

  @Test
  void givesUpAtTheDeadline() {
    serve(request -> request.pause());
    long begin = System.nanoTime();
    assertUnavailable(Ask.get("/x").within(Duration.ofMillis(200)));
    assertTrue(System.nanoTime() - begin < Duration.ofSeconds(5).toNanos());
  }

  @Test
  void givesUpAnAnswerThatComesByteByByte() {
    serve(
        request -> {
          request.response().setChunked(true);
          vertx.setPeriodic(20, tick -> request.response().write(" "));
        });
    assertUnavailable(Ask.get("/x").within(Duration.ofMillis(200)));
  }

  /** Of more than two seconds a try takes half, if there may be another. */
  @Test
  void anInstanceThatHangsLeavesTimeForAnotherTry() {
    AtomicInteger calls = new AtomicInteger();
    serve(
        request -> {
          if (calls.incrementAndGet() == 1) {
            request.pause();
          } else {
            answer(request, 200, new AtomicInteger());
          }
        });
    assertEquals(200, ask(Ask.get("/x").within(Duration.ofMillis(2_100))).status());
    assertEquals(2, calls.get());
  }

  @Test
  void whatMayNotBeSentTwiceHasAllTheTime() {
    AtomicInteger calls = new AtomicInteger();
    serve(
        request -> {
          calls.incrementAndGet();
          vertx.setTimer(1_300, late -> answer(request, 200, new AtomicInteger()));
        });
    Ask ask = Ask.post("/x", new JsonObject()).within(Duration.ofMillis(2_400));
    assertEquals(200, ask(ask).status());
    assertEquals(1, calls.get());
  }

  @Test
  void theBreakerOpensAndClosesAgain() {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger status = new AtomicInteger(500);
    serve(request -> answer(request, status.get(), calls));
    for (int i = 0; i < 60; i++) {
      assertUnavailable(Ask.post("/x", new JsonObject()));
    }
    int reached = calls.get();
    assertTrue(reached < 60, "the open breaker keeps calls away, " + reached + " came through");
    assertEquals(1, metrics.get("breaker.open").gauge().value());
    status.set(200);
    Await.until(
        "closed again",
        () ->
            client.ask(Ask.post("/x", new JsonObject())).map(a -> true).otherwise(false) != null
                && metrics.get("breaker.open").gauge().value() == 0);
  }

  private HttpServer serve(Handler<HttpServerRequest> handler) {
    HttpServer server =
        Await.get(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    int expected = registry.instancesOf("other").size() + 1;
    Registry own = new Registry(vertx);
    Await.get(own.publish("other", "127.0.0.1", server.actualPort()));
    Await.until("known", () -> registry.instancesOf("other").size() >= expected);
    return server;
  }

  private static void answer(HttpServerRequest request, int status, AtomicInteger counter) {
    counter.incrementAndGet();
    request.response().setStatusCode(status).end("{}");
  }

  private Answer ask(Ask ask) {
    return Await.get(client.ask(ask));
  }

  private void assertUnavailable(Ask ask) {
    Problem problem = (Problem) Await.failure(client.ask(ask));
    assertEquals(ProblemCode.UNAVAILABLE, problem.code());
  }
}
