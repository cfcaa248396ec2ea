package io.ecart.runtime.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.testkit.Await;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tokens while the issuer changes its keys, or has no good answer. */
@ExtendWith(VertxExtension.class)
class JwksTokenVerifierIT {
  private static final String ISSUER = "http://issuer.test";

  private static final TokenIssuer FIRST = new TokenIssuer(ISSUER, "ecart", "secret");
  private static final TokenIssuer SECOND = new TokenIssuer(ISSUER, "ecart", "secret");
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int status = 200;
  private volatile boolean answerEnds = true;
  private volatile String answer = FIRST.jwks().encode();
  private Vertx vertx;
  private Context loop;
  private JwtSettings settings;

  @BeforeEach
  void serveKeys(Vertx injected) {
    vertx = injected;
    loop = vertx.getOrCreateContext();
    int port =
        Await.get(vertx.createHttpServer().requestHandler(this::keys).listen(0, "127.0.0.1"))
            .actualPort();
    URI url = URI.create("http://127.0.0.1:" + port + "/jwks");
    settings = new JwtSettings(ISSUER, "ecart", url, "roles", url, "ecart-service", Secret.NONE);
  }

  @Test
  void aKeyThatIsNewAtTheIssuerIsFetched() {
    JwksTokenVerifier verifier = verifier(Duration.ZERO);
    assertEquals("alice", verify(verifier, FIRST).subject());
    answer = SECOND.jwks().encode();
    assertEquals("alice", verify(verifier, SECOND).subject());
  }

  @Test
  void aKeyThatTheIssuerHasWithdrawnEndsAtTheNextLook() {
    JwksTokenVerifier verifier = verifier(Duration.ZERO);
    verify(verifier, FIRST);
    answer = SECOND.jwks().encode();
    Await.get(look(verifier));
    assertProblem(ProblemCode.UNAUTHENTICATED, verified(verifier, FIRST));
  }

  @Test
  void madeUpKeyIdsAreNoFloodForTheIssuer() {
    JwksTokenVerifier verifier = verifier(Duration.ofMinutes(5));
    verify(verifier, FIRST);
    for (int i = 0; i < 10; i++) {
      assertProblem(ProblemCode.UNAUTHENTICATED, verified(verifier, SECOND));
    }
    assertEquals(1, asked.get());
  }

  @ParameterizedTest
  @CsvSource({"503,{\"title\":\"away\"}", "500,{\"keys\":[]}", "200,{\"keys\":[]}", "200,nonsense"})
  void anIssuerWithoutAGoodAnswerTakesNoKeysAway(int badStatus, String badAnswer) {
    JwksTokenVerifier verifier = verifier(Duration.ZERO);
    verify(verifier, FIRST);
    status = badStatus;
    answer = badAnswer;
    assertProblem(ProblemCode.UNAVAILABLE, look(verifier));
    assertEquals("alice", verify(verifier, FIRST).subject());
  }

  @Test
  void aTokenThatCannotBeCheckedIsNotABadOne() {
    status = 503;
    JwksTokenVerifier verifier = verifier(Duration.ofMinutes(5));
    assertProblem(ProblemCode.UNAVAILABLE, verified(verifier, FIRST));
    status = 200;
    assertEquals("alice", verify(verifier, FIRST).subject());
  }

  @Test
  void norIsOneWithANewKeyWhileTheIssuerIsAwayAndLeftAlone() {
    JwksTokenVerifier verifier = verifier(Duration.ofSeconds(1));
    verify(verifier, FIRST);
    status = 503;
    Await.until("the issuer is asked again", () -> isAway(look(verifier)));
    assertProblem(ProblemCode.UNAVAILABLE, verified(verifier, SECOND));
    assertEquals(2, asked.get());
  }

  @Test
  void anAnswerWithoutAnEndIsNone() {
    answerEnds = false;
    assertProblem(ProblemCode.UNAVAILABLE, look(verifier(Duration.ZERO)));
  }

  @Test
  void aSharedSecretAmongTheKeysVerifiesNothing() {
    String id = FIRST.jwks().getJsonArray("keys").getJsonObject(0).getString("kid");
    JsonObject secret = new JsonObject().put("kty", "oct").put("kid", id).put("k", "c2VjcmV0");
    answer = new JsonObject().put("keys", new JsonArray().add(secret)).encode();
    assertProblem(ProblemCode.UNAVAILABLE, verified(verifier(Duration.ZERO), FIRST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"alg\":null,\"kid\":\"x\"}", "{\"alg\":\"RS256\",\"kid\":null}"})
  void aHeaderWithNothingInItIsABadToken(String header) {
    String part = base64(header);
    JwksTokenVerifier verifier = verifier(Duration.ofMinutes(5));
    assertProblem(
        ProblemCode.UNAUTHENTICATED, onLoop(() -> verifier.verify(part + "." + part + ".x")));
  }

  /** Whatever key it names, and whatever that key would allow. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "RS512", "PS256"})
  void ofATokenWithAnotherAlgorithmNotEvenTheKeyIsLookedFor(String algorithm) {
    String part = base64(new JsonObject().put("alg", algorithm).put("kid", "x").encode());
    JwksTokenVerifier verifier = verifier(Duration.ofMinutes(5));
    assertProblem(
        ProblemCode.UNAUTHENTICATED, onLoop(() -> verifier.verify(part + "." + part + ".x")));
    assertEquals(0, asked.get());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "nbf", "iat"})
  void aTimeThatIsATextIsABadToken(String claim) {
    String token = FIRST.draft("alice", List.of("customer")).claim(claim, "1").sign();
    JwksTokenVerifier verifier = verifier(Duration.ofMinutes(5));
    assertProblem(ProblemCode.UNAUTHENTICATED, onLoop(() -> verifier.verify(token)));
  }

  private void keys(HttpServerRequest request) {
    asked.incrementAndGet();
    if (!answerEnds) {
      request.response().setChunked(true);
      vertx.setPeriodic(500, tick -> request.response().write(" "));
      return;
    }
    // The only way for this to fail is that the client has gone.
    request.response().setStatusCode(status).end(answer);
  }

  private JwksTokenVerifier verifier(Duration issuerRest) {
    return new JwksTokenVerifier(vertx, settings, issuerRest);
  }

  private Future<Void> look(JwksTokenVerifier verifier) {
    return onLoop(verifier::ready);
  }

  private Caller verify(JwksTokenVerifier verifier, TokenIssuer issuer) {
    return Await.get(verified(verifier, issuer));
  }

  private Future<Caller> verified(JwksTokenVerifier verifier, TokenIssuer issuer) {
    String token = issuer.mint("alice", List.of("customer"), Duration.ofMinutes(5));
    return onLoop(() -> verifier.verify(token));
  }

  private static boolean isAway(Future<Void> look) {
    return Await.get(look.map(there -> false).otherwise(true));
  }

  /** A verifier belongs to one event loop. */
  private <T> Future<T> onLoop(Supplier<Future<T>> question) {
    Promise<T> answered = Promise.promise();
    loop.runOnContext(turn -> question.get().onComplete(answered));
    return answered.future();
  }

  private static void assertProblem(ProblemCode code, Future<?> asked) {
    Throwable failure = Await.failure(asked);
    assertTrue(failure instanceof Problem, failure.toString());
    assertEquals(code, ((Problem) failure).code());
  }
}
