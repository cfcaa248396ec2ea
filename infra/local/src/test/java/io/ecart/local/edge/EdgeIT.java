package io.ecart.local.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.discovery.Registry;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.RawHttp;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EdgeIT {
  private static final TokenIssuer ISSUER = TokenIssuer.shared("http://issuer", "ecart", "secret");
  private static final int LONG_LINES = 32_768;

  private final Vertx vertx = Vertx.vertx();
  private volatile String told = "";
  private int port;
  private HttpProbe probe = HttpProbe.at(1);

  @BeforeEach
  void start() {
    Edge edge = new Edge(vertx, Map.of("things", "thing", "ghosts", "ghost"));
    HttpServerOptions roomy = new HttpServerOptions().setMaxInitialLineLength(LONG_LINES);
    HttpServer thing =
        Await.get(
            vertx.createHttpServer(roomy).requestHandler(this::answer).listen(0, "127.0.0.1"));
    Await.get(new Registry(vertx).publish("thing", "127.0.0.1", thing.actualPort()));
    port = Await.get(edge.listen(0, ISSUER)).actualPort();
    probe = HttpProbe.at(port);
  }

  @AfterEach
  void stop() {
    Await.get(vertx.close());
  }

  @Test
  void theLongestListOfSkusComesThrough() {
    String path = "/api/v1/things?skus=" + "x".repeat(13_000);
    assertEquals("GET " + path.length(), probe.get(path).expect(200).text());
  }

  @Test
  void aPathOfNobodyIsAProblemWithTheClientsId() {
    Answer answer = probe.with("X-Request-Id", "mine").get("/api/v1/nothing/7");
    assertProblem(answer, 404, "not_found", "/api/v1/nothing/7");
    assertEquals("mine", answer.header("X-Request-Id"));
  }

  @Test
  void aServiceThatIsAwayIsAProblemThatSaysWhenToComeBack() {
    Answer answer = probe.with("X-Request-Id", "mine").get("/api/v1/ghosts/7?x=1");
    assertProblem(answer, 503, "unavailable", "/api/v1/ghosts/7");
    assertEquals("1", answer.header("Retry-After"));
    assertEquals("mine", answer.header("X-Request-Id"));
  }

  @Test
  void aServiceThatHangsIsNotWaitedForLongerThanItIsTold() {
    Answer answer = probe.with("X-Timeout-Ms", "99999").get("/api/v1/things/asleep");
    assertProblem(answer, 503, "unavailable", "/api/v1/things/asleep");
    assertEquals("1", answer.header("Retry-After"));
    assertEquals("15000", told);
  }

  @Test
  void whatCannotBeReadIsAProblem() {
    for (String line : new String[] {"GET /api/v1/things?x=%ZZ HTTP/1.1", "nonsense"}) {
      String answer = RawHttp.send(port, line, "Host: shop");
      assertTrue(answer.matches("(?s)HTTP/1\\.[01] 400 .*"), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
    }
    String tooLong = RawHttp.send(port, "GET /api/v1/things?" + "x".repeat(17_000) + " HTTP/1.1");
    assertTrue(tooLong.matches("(?s)HTTP/1\\.[01] 414 .*"), tooLong);
    assertTrue(tooLong.contains("application/problem+json"), tooLong);
  }

  @Test
  void anAbsoluteAddressIsTheSamePath() {
    String answer =
        RawHttp.send(
            port, "GET http://shop/api/v1/things HTTP/1.1", "Host: shop", "Connection: close");
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
  }

  @Test
  void theTokenEndpointsKnowTheirMethods() {
    assertEquals("POST", probe.get("/api/v1/auth/token").expect(405).header("Allow"));
    Answer jwks = probe.post("/api/v1/auth/jwks").expect(405);
    assertEquals("GET", jwks.header("Allow"));
    assertEquals("invalid_request", jwks.json().getString("error"));
    assertFalse(jwks.header("X-Request-Id").isEmpty());
  }

  @Test
  void aFormThatCannotBeReadIsAnOAuthError() {
    String form = "application/x-www-form-urlencoded";
    Answer tooLong =
        probe.send("POST", "/api/v1/auth/token", form, "username=" + "x".repeat(20_000));
    assertEquals(413, tooLong.status());
    assertEquals("invalid_request", tooLong.json().getString("error"));
    Answer broken = probe.send("POST", "/api/v1/auth/token", form, "grant_type=%zz");
    assertEquals(400, broken.status());
    assertEquals("invalid_request", broken.json().getString("error"));
  }

  private void answer(HttpServerRequest request) {
    told = request.getHeader("X-Timeout-Ms");
    if (!request.path().endsWith("asleep")) {
      request.response().end(request.method() + " " + request.uri().length());
    }
  }

  private static void assertProblem(Answer answer, int status, String code, String instance) {
    assertEquals(status, answer.status());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    JsonObject problem = answer.json();
    assertEquals(code, problem.getString("code"));
    assertEquals(status, problem.getInteger("status"));
    assertEquals(instance, problem.getString("instance"));
    assertFalse(problem.getString("traceId").isEmpty());
  }
}
