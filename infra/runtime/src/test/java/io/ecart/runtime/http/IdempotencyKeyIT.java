package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ecart.runtime.auth.Access;
import io.ecart.runtime.auth.JwksTokenVerifier;
import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose a key is, and of which request. */
@ExtendWith(VertxExtension.class)
class IdempotencyKeyIT {
  private static final String ISSUER = "http://issuer.test";

  private final TokenIssuer issuer = TokenIssuer.shared(ISSUER, "ecart", "secret");
  private HttpProbe probe = HttpProbe.at(1);

  @BeforeEach
  void start(Vertx vertx) {
    int keys = Await.get(issuer.listen(vertx, 0)).actualPort();
    URI jwks = URI.create("http://127.0.0.1:" + keys + "/api/v1/auth/jwks");
    JwtSettings jwt =
        new JwtSettings(ISSUER, "ecart", jwks, "roles", jwks, "ecart-service", Secret.NONE);
    Api api = new Api(vertx, new JwksTokenVerifier(vertx, jwt), 1_000);
    api.post("/keys/:id", Access.PUBLIC, c -> key(c.idempotencyKey()))
        .patch("/keys/:id", Access.PUBLIC, c -> key(c.idempotencyKey()))
        .post("/keys-by-address", Access.PUBLIC, c -> key(c.idempotencyKeyByAddress()));
    HttpSettings http =
        new HttpSettings(0, 0, "127.0.0.1", 1_000, Duration.ZERO, Duration.ofSeconds(1));
    probe = HttpProbe.at(Await.get(ApiServer.listen(vertx, http, api.router())).port());
  }

  @Test
  void anIdempotencyKeyIsTheCallersOwn() {
    JsonObject body = new JsonObject();
    HttpProbe guest = probe.with("Idempotency-Key", "k");
    String alice = told("caller", guest.as(issuer.token("alice")).post("/keys/1", body));
    assertEquals(TokenIssuer.subjectOf("alice"), alice);
    assertNotEquals(alice, told("caller", guest.as(issuer.token("bob")).post("/keys/1", body)));
    String first = told("caller", guest.post("/keys/1", body));
    assertEquals(first, told("caller", guest.post("/keys/1", body)));
    assertNotEquals(first, told("caller", guest.post("/keys/2", body)));
  }

  /** What else the header says, anybody may have written. */
  @Test
  void whereAllGuestsKnowThePathAKeyIsThatOfTheAddressTheEdgeTells() {
    String one = callerFrom("10.0.0.1");
    assertEquals(one, callerFrom("10.0.0.2, 10.0.0.3, 10.0.0.1"));
    assertNotEquals(one, callerFrom("10.0.0.1, 10.0.0.2"));
  }

  private String callerFrom(String forwardedFor) {
    HttpProbe guest = probe.with("X-Forwarded-For", forwardedFor).with("Idempotency-Key", "k");
    return told("caller", guest.post("/keys-by-address", new JsonObject()));
  }

  @Test
  void aRepeatIsTheSameMethodPathAndBody() {
    JsonObject body = new JsonObject().put("name", "x");
    HttpProbe keyed = probe.as(issuer.token("alice")).with("Idempotency-Key", "k");
    String first = told("hash", keyed.post("/keys/1", body));
    assertEquals(first, told("hash", keyed.post("/keys/1", body)));
    assertNotEquals(first, told("hash", keyed.patch("/keys/1", body)));
    assertNotEquals(first, told("hash", keyed.post("/keys/2", body)));
    assertNotEquals(first, told("hash", keyed.post("/keys/1", new JsonObject())));
  }

  private static Future<Reply> key(IdempotencyKey key) {
    JsonObject told = new JsonObject().put("caller", key.caller()).put("hash", key.requestHash());
    return Future.succeededFuture(Reply.ok(told));
  }

  private static String told(String name, Answer answer) {
    return answer.expect(200).json().getString(name);
  }
}
