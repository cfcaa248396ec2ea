package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.auth.Access;
import io.ecart.runtime.auth.JwksTokenVerifier;
import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.runtime.problem.Problem;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.RawHttp;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ApiIT {
  private static final String ISSUER = "http://issuer.test";

  private TokenIssuer issuer = TokenIssuer.shared(ISSUER, "ecart", "secret");
  private int port;
  private HttpProbe probe = HttpProbe.at(1);

  @BeforeEach
  void start(Vertx vertx) {
    int keys = Await.get(issuer.listen(vertx, 0)).actualPort();
    URI jwks = URI.create("http://127.0.0.1:" + keys + "/api/v1/auth/jwks");
    JwtSettings jwt =
        new JwtSettings(ISSUER, "ecart", jwks, "roles", jwks, "ecart-service", Secret.NONE);
    Api api = new Api(vertx, new JwksTokenVerifier(vertx, jwt), 1_000);
    api
        .get("/things/:id", Access.PUBLIC, c -> ok(c.path("id")))
        .post("/things", Access.CUSTOMER, c -> named(c.body()))
        .get("/staff", Access.STAFF, c -> ok(c.caller().actor()))
        .get("/search", Access.PUBLIC, c -> found(c.query()))
        .get("/defect", Access.PUBLIC, c -> Future.failedFuture("password=secret"))
        .get("/thrown", Access.PUBLIC, c -> fail())
        .get("/away", Access.PUBLIC, c -> Problem.unavailable("later", 3).future())
        .put("/things/:id", Access.PUBLIC, c -> ok("version " + c.ifMatch()))
        .patch("/things/:id", Access.PUBLIC, c -> named(c.body()))
        .post("/things/import", Access.PUBLIC, c -> ok("imported"))
        .stream(HttpMethod.POST, "/upload", Access.STAFF, c -> Future.succeededFuture());
    api.contract("/things", "openapi: 3.1.0");
    HttpSettings http =
        new HttpSettings(0, 0, "127.0.0.1", 1_000, Duration.ZERO, Duration.ofSeconds(1));
    port = Await.get(ApiServer.listen(vertx, http, api.router())).port();
    probe = HttpProbe.at(port);
  }

  @Test
  void aQueryOfManyLongNamesIsRead() {
    assertEquals(200, probe.get("/things/1?skus=" + "x".repeat(13_000)).status());
  }

  @Test
  void aRequestLineOverTheLimitIsAProblem() {
    Answer answer = probe.get("/things/1?skus=" + "x".repeat(20_000));
    assertEquals(414, answer.status());
    assertEquals("invalid_request", answer.json().getString("code"));
  }

  private static Future<Reply> ok(String what) {
    return Future.succeededFuture(Reply.ok(new JsonObject().put("what", what)));
  }

  private static Future<Reply> named(Fields body) {
    String name = body.text("name", 1, 10);
    body.check();
    return ok(name);
  }

  private static Future<Reply> found(Query query) {
    String what = query.text("q") + " since " + query.time("since");
    boolean first = query.cursor() == null;
    query.limit();
    query.check();
    return ok(what + (first ? "" : ", continued"));
  }

  private static Future<Reply> fail() {
    throw new IllegalStateException("inner workings");
  }

  @ParameterizedTest
  @CsvSource({
    "q=a%00b,?q",
    "since=yesterday,?since",
    "since=%2B999999999-12-31T23:59:59Z,?since",
    "since=-0001-12-31T23:59:59Z,?since",
    // A cursor of no keys, and one that no database could look for.
    "cursor=W10,?cursor",
    "cursor=WyJcdTAwMDAiXQ,?cursor",
    "limit=0,?limit",
    "limit=201,?limit",
    "page=2,?page"
  })
  void badQueriesAreNamed(String query, String parameter) {
    probe.get("/search?limit=200").expect(200);
    Answer answer = probe.get("/search?" + query);
    assertProblem(answer, 422, "invalid_request");
    JsonObject error = answer.json().getJsonArray("errors").getJsonObject(0);
    assertEquals(parameter, error.getString("pointer"));
  }

  @Test
  void timesAreReadAsTheyAreUsuallyWritten() {
    for (String time : List.of("2026-01-31", "2026-01-31T00:00:00Z", "2026-01-31T02:00%2B02:00")) {
      assertEquals(
          "null since 2026-01-31T00:00:00Z",
          probe.get("/search?since=" + time).expect(200).json().getString("what"));
    }
  }

  @Test
  void nothingHasANameWithNul() {
    assertProblem(probe.get("/things/a%00b"), 404, "not_found");
  }

  @Test
  void unknownPathsAndMethodsAreProblems() {
    assertProblem(probe.get("/nowhere"), 404, "not_found");
    Answer wrongMethod = probe.delete("/things/1");
    assertProblem(wrongMethod, 405, "invalid_request");
    assertEquals("GET, HEAD, PATCH, PUT", wrongMethod.header("Allow"));
    for (String path : List.of("/things/1/", "//things/1", "/./things/1")) {
      assertEquals("GET, HEAD, PATCH, PUT", probe.delete(path).expect(405).header("Allow"));
    }
    assertEquals("POST", probe.get("/things/import/").expect(405).header("Allow"));
  }

  @Test
  void aPathThatIsWrittenOutIsNoTemplatesCase() {
    for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
      Answer answer = probe.send(method, "/things/import", "application/json", "{}");
      assertProblem(answer, 405, "invalid_request");
      assertEquals("POST", answer.header("Allow"));
    }
    probe.post("/things/import").expect(200);
  }

  @Test
  void headIsGetWithoutItsBody() {
    Answer get = probe.get("/things/1").expect(200);
    Answer head = probe.send("HEAD", "/things/1", "", "");
    assertEquals(200, head.status());
    assertEquals(get.header("Content-Type"), head.header("Content-Type"));
    assertEquals("", head.text());
  }

  @Test
  void theContractIsForReading() {
    Answer get = probe.get("/things/openapi.yaml").expect(200);
    assertEquals("openapi: 3.1.0", get.text());
    assertEquals(200, probe.send("HEAD", "/things/openapi.yaml", "", "").status());
    Answer patch = probe.send("PATCH", "/things/openapi.yaml", "application/json", "{}");
    assertProblem(patch, 405, "invalid_request");
    assertEquals("GET, HEAD", patch.header("Allow"));
  }

  @Test
  void onlyMergePatchesAreTaken() {
    for (String type : List.of("application/json", "application/merge-patch+json; charset=utf-8")) {
      assertEquals(200, probe.send("PATCH", "/things/1", type, "{\"name\": \"x\"}").status());
    }
    for (String type : List.of("application/json-patch+json", "application/vnd.x+json")) {
      Answer answer = probe.send("PATCH", "/things/1", type, "{\"name\": \"x\"}");
      assertProblem(answer, 415, "unsupported_media_type");
    }
  }

  @ParameterizedTest
  @CsvSource({"GET /things/%ZZ HTTP/1.1", "GET /search?q=%4 HTTP/1.1", "GET /things/% HTTP/1.1"})
  void aBadEscapeIsUnreadable(String line) {
    assertUnreadable(RawHttp.send(port, line, "Host: shop", "X-Request-Id: mine"));
  }

  @Test
  void aRequestNamesItsHost() {
    assertUnreadable(RawHttp.send(port, "GET /things/1 HTTP/1.1", "X-Request-Id: mine"));
  }

  @Test
  void whatNobodyCanExpectIsNoDefect() {
    assertUnreadable(
        RawHttp.send(
            port,
            "POST /things HTTP/1.1",
            "Host: shop",
            "X-Request-Id: mine",
            "Connection: close",
            "Expect: coffee",
            "Content-Length: 2",
            "",
            "{}"));
  }

  private static void assertUnreadable(String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("application/problem+json"), answer);
    assertTrue(answer.contains("\"code\":\"invalid_request\""), answer);
    assertTrue(answer.contains("X-Request-Id: mine"), answer);
  }

  @Test
  void defectsShowNothingOfTheirCause() {
    for (String path : List.of("/defect", "/thrown")) {
      Answer answer = probe.get(path);
      assertProblem(answer, 500, "internal");
      assertFalse(answer.text().contains("secret") || answer.text().contains("inner"));
    }
  }

  @Test
  void unavailableSaysWhenToComeBack() {
    Answer answer = probe.get("/away");
    assertProblem(answer, 503, "unavailable");
    assertEquals("3", answer.header("Retry-After"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {broken          | 400 | invalid_request",
        "application/json | [1]              | 400 | invalid_request",
        "application/json | {\"name\": 7}    | 422 | invalid_request",
        "text/plain       | hello            | 415 | unsupported_media_type",
      })
  void badBodiesAreNamed(String type, String body, int status, String code) {
    assertProblem(customer().send("POST", "/things", type, body), status, code);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded,a=b",
    "application/x-www-form-urlencoded,a=%zz",
    "multipart/form-data; boundary=x,--x\\r\\nContent-Disposition: form-data\\r\\n\\r\\nv"
  })
  void formsAreNotEvenLookedAt(String type, String body) {
    String written = body.replace("\\r\\n", "\r\n");
    assertProblem(customer().send("POST", "/things", type, written), 415, "unsupported_media_type");
  }

  @Test
  void anUploadThatIsRefusedLeavesTheConnectionUsable() {
    String answers =
        RawHttp.send(
            port,
            "POST /upload HTTP/1.1",
            "Host: shop",
            "Content-Length: 400000",
            "",
            "x".repeat(400_000) + "GET /things/1 HTTP/1.1",
            "Host: shop",
            "Connection: close");
    assertTrue(answers.startsWith("HTTP/1.1 401"), answers);
    assertTrue(answers.endsWith("{\"what\":\"1\"}"), answers);
  }

  @Test
  void bodiesOverTheLimitAreRefused() {
    String large = new JsonObject().put("name", "x".repeat(2_000)).encode();
    Answer answer = customer().send("POST", "/things", "application/json", large);
    assertProblem(answer, 413, "payload_too_large");
  }

  @Test
  void theContractHasARequestIdToo() {
    assertEquals(
        "mine",
        probe.with("X-Request-Id", "mine").get("/things/openapi.yaml").header("X-Request-Id"));
  }

  @Test
  void requestIdsAreEchoedOrMade() {
    assertEquals("abc", probe.with("X-Request-Id", "abc").get("/things/1").header("X-Request-Id"));
    assertTrue(probe.get("/things/1").header("X-Request-Id") != null);
  }

  @Test
  void problemsCarryTheTraceOfTheRequest() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Answer answer = probe.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01").get("/away");
    assertEquals(trace, answer.json().getString("traceId"));
  }

  @Test
  void onlyGoodTokensAreAccepted() {
    var draft = issuer.draft("sam", List.of("staff"));
    probe.as(draft.sign()).get("/staff").expect(200);
    for (String bad :
        List.of(
            draft.unsigned(),
            draft.signWithHmac(),
            draft.signAs(new TokenIssuer(ISSUER, "ecart", "x")),
            issuer.draft("sam", List.of("staff")).issuer("http://other").sign(),
            issuer.draft("sam", List.of("staff")).audience("other").sign(),
            issuer.draft("sam", List.of("staff")).lifetime(Duration.ofHours(-1)).sign(),
            issuer.draft("sam", List.of("staff")).validIn(Duration.ofHours(1)).sign(),
            issuer.draft("sam", List.of("staff")).without("exp").sign(),
            issuer.draft("sam", List.of("staff")).without("sub").sign(),
            "not.a.token",
            "nonsense")) {
      assertProblem(probe.as(bad).get("/staff"), 401, "unauthenticated");
    }
  }

  @Test
  void rolesDecide() {
    assertProblem(probe.get("/staff"), 401, "unauthenticated");
    assertProblem(customer().get("/staff"), 403, "forbidden");
    probe.as(issuer.token("ada")).get("/staff").expect(200);
    assertProblem(probe.as("broken").get("/things/1"), 401, "unauthenticated");
  }

  @Test
  void versionsArePreconditions() {
    assertProblem(probe.put("/things/1", new JsonObject()), 428, "version_mismatch");
    for (String none : List.of("\"x\"", "\"-1\"", "\"\"", "\"9223372036854775808\"")) {
      assertProblem(
          probe.with("If-Match", none).put("/things/1", new JsonObject()), 412, "version_mismatch");
    }
    assertEquals(
        "version 7",
        probe
            .with("If-Match", "\"7\"")
            .put("/things/1", new JsonObject())
            .json()
            .getString("what"));
  }

  private HttpProbe customer() {
    return probe.as(issuer.token("alice"));
  }

  private static void assertProblem(Answer answer, int status, String code) {
    answer.expect(status);
    assertEquals("application/problem+json", answer.contentType());
    JsonObject body = answer.json();
    assertEquals(code, body.getString("code"));
    assertEquals(status, body.getInteger("status"));
    assertTrue(body.containsKey("instance") && body.containsKey("title"), body.encode());
  }
}
