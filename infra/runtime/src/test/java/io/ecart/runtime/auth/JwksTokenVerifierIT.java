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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of tokens while the issuer changes its keys, or has no good answer. */
@ExtendWith(VertxExtension.class)
class JwksTokenVerifierIT {
  private static final String ISSUER = "http://issuer.test";

  private static final TokenIssuer FIRST = new TokenIssuer(ISSUER, "ecart", "secret");
  private static final TokenIssuer SECOND = new TokenIssuer(ISSUER, "ecart", "secret");
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int status = 200;
  private volatile String answer = FIRST.jwks().encode();
  private Vertx vertx;
  private JwtSettings settings;

  @BeforeEach
  void serveKeys(Vertx injected) {
    vertx = injected;
    int port =
        Await.get(vertx.createHttpServer().requestHandler(this::keys).listen(0, "127.0.0.1"))
            .actualPort();
    URI url = URI.create("http://127.0.0.1:" + port + "/jwks");
    settings = new JwtSettings(ISSUER, "ecart", url, "roles", url, "ecart-service", Secret.NONE);
  }

  @Test
  void aKeyThatIsNewAtTheIssuerIsFetched() {
    TokenVerifier verifier = verifier(Duration.ofMillis(1));
    assertEquals("alice", verify(verifier, FIRST).subject());
    answer = SECOND.jwks().encode();
    Await.until("the new key is known", () -> isGood(verifier, SECOND));
  }

  @Test
  void aKeyThatTheIssuerHasWithdrawnEnds() {
    TokenVerifier verifier = verifier(Duration.ofMillis(1));
    verify(verifier, FIRST);
    answer = SECOND.jwks().encode();
    Await.until("the old key is forgotten", () -> !isGood(verifier, FIRST));
  }

  @Test
  void keysAreAskedForOnceWhileTheyAreFresh() {
    TokenVerifier verifier = verifier(Duration.ofMinutes(5));
    for (int i = 0; i < 10; i++) {
      verify(verifier, FIRST);
      assertRefused(verifier, SECOND);
    }
    assertEquals(1, asked.get());
  }

  @ParameterizedTest
  @CsvSource({"503,{\"title\":\"away\"}", "500,{\"keys\":[]}", "200,{\"keys\":[]}", "200,nonsense"})
  void anIssuerWithoutAGoodAnswerTakesNoKeysAway(int badStatus, String badAnswer) {
    TokenVerifier verifier = verifier(Duration.ofMillis(1));
    verify(verifier, FIRST);
    status = badStatus;
    answer = badAnswer;
    int before = asked.get();
    Await.until("it was asked again", () -> isGood(verifier, FIRST) && asked.get() > before + 1);
    assertEquals("alice", verify(verifier, FIRST).subject());
  }

  @Test
  void aTokenThatCannotBeCheckedIsNotABadOne() {
    status = 503;
    TokenVerifier verifier = verifier(Duration.ofMinutes(5));
    assertProblem(ProblemCode.UNAVAILABLE, verifier.verify(token(FIRST)));
    status = 200;
    assertEquals("alice", verify(verifier, FIRST).subject());
  }

  @Test
  void aSharedSecretAmongTheKeysVerifiesNothing() {
    String id = FIRST.jwks().getJsonArray("keys").getJsonObject(0).getString("kid");
    JsonObject secret = new JsonObject().put("kty", "oct").put("kid", id).put("k", "c2VjcmV0");
    answer = new JsonObject().put("keys", new JsonArray().add(secret)).encode();
    assertProblem(ProblemCode.UNAVAILABLE, verifier(Duration.ofMinutes(5)).verify(token(FIRST)));
  }

  private void keys(HttpServerRequest request) {
    asked.incrementAndGet();
    // The only way for this to fail is that the client has gone.
    request.response().setStatusCode(status).end(answer);
  }

  /** Asked on one event loop, as in a service. */
  private TokenVerifier verifier(Duration keysKept) {
    TokenVerifier verifier = new JwksTokenVerifier(vertx, settings, keysKept);
    Context loop = vertx.getOrCreateContext();
    return token -> {
      Promise<Caller> caller = Promise.promise();
      loop.runOnContext(turn -> verifier.verify(token).onComplete(caller));
      return caller.future();
    };
  }

  private static String token(TokenIssuer issuer) {
    return issuer.mint("alice", List.of("customer"), Duration.ofMinutes(5));
  }

  private static Caller verify(TokenVerifier verifier, TokenIssuer issuer) {
    return Await.get(verifier.verify(token(issuer)));
  }

  private static boolean isGood(TokenVerifier verifier, TokenIssuer issuer) {
    return Await.get(verifier.verify(token(issuer)).map(caller -> true).otherwise(false));
  }

  private static void assertRefused(TokenVerifier verifier, TokenIssuer issuer) {
    assertProblem(ProblemCode.UNAUTHENTICATED, verifier.verify(token(issuer)));
  }

  private static void assertProblem(ProblemCode code, Future<Caller> verified) {
    Throwable failure = Await.failure(verified);
    assertTrue(failure instanceof Problem, failure.toString());
    assertEquals(code, ((Problem) failure).code());
  }
}
