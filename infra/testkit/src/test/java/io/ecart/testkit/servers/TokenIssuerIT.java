package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenIssuerIT {
  private static final TokenIssuer ISSUER = new TokenIssuer("http://issuer", "ecart", "secret");
  private static final Vertx VERTX = Vertx.vertx();
  private static HttpProbe probe;

  @BeforeAll
  static void listen() {
    HttpServer server = Await.get(ISSUER.listen(VERTX, 0));
    probe = HttpProbe.at(server.actualPort());
  }

  @AfterAll
  static void close() {
    Await.get(VERTX.close());
  }

  @Test
  void grantsATokenForAPassword() {
    Answer answer = password("sam", "sam-demo").expect(200);
    assertEquals("no-store", answer.header("cache-control"));
    assertEquals("Bearer", answer.json().getString("token_type"));
    assertEquals(3600, answer.json().getInteger("expires_in"));
    JsonObject claims = claims(answer.json().getString("access_token"));
    assertEquals("http://issuer", claims.getString("iss"));
    assertEquals("ecart", claims.getString("aud"));
    assertEquals(TokenIssuer.subjectOf("sam"), claims.getString("sub"));
    assertEquals("sam", claims.getString("preferred_username"));
    assertEquals(new JsonArray().add("staff"), claims.getJsonArray("roles"));
    assertTrue(claims.getLong("exp") > Instant.now().getEpochSecond());
    assertTrue(claims.getLong("nbf") <= Instant.now().getEpochSecond());
    assertFalse(claims.getString("jti").isEmpty());
  }

  @Test
  void grantsATokenForClientCredentials() {
    Map<String, String> form =
        Map.of(
            "grant_type", "client_credentials",
            "client_id", "ecart-service",
            "client_secret", "secret");
    assertEquals(new JsonArray().add("service"), roles(token(form, probe)));
    String basic =
        Base64.getEncoder().encodeToString("ecart-service:secret".getBytes(StandardCharsets.UTF_8));
    HttpProbe withBasic = probe.with("Authorization", "Basic " + basic);
    String token = token(Map.of("grant_type", "client_credentials"), withBasic);
    assertEquals(new JsonArray().add("service"), roles(token));
  }

  @Test
  void refusesWhatTheStandardRefuses() {
    assertEquals("invalid_grant", error(400, password("sam", "wrong")));
    assertEquals("invalid_grant", error(400, password("nobody", "nobody-demo")));
    assertEquals("invalid_request", error(400, password("sam", "")));
    assertEquals("invalid_request", error(400, token(Map.of("x", "y"))));
    assertEquals("unsupported_grant_type", error(400, token(Map.of("grant_type", "magic"))));
    Map<String, String> wrong =
        Map.of("grant_type", "client_credentials", "client_id", "ecart-service");
    Answer refused = token(wrong);
    assertEquals("invalid_client", error(401, refused));
    assertTrue(String.valueOf(refused.header("www-authenticate")).startsWith("Basic"));
    HttpProbe withRubbish = probe.with("Authorization", "Basic !!!");
    Answer rubbish =
        withRubbish.postForm("/api/v1/auth/token", Map.of("grant_type", "client_credentials"));
    assertEquals("invalid_client", error(401, rubbish));
  }

  @Test
  void publishesTheKeyThatSigns() {
    JsonObject key =
        probe.get("/api/v1/auth/jwks").expect(200).json().getJsonArray("keys").getJsonObject(0);
    assertEquals("RS256", key.getString("alg"));
    assertTrue(SignatureForTest.isBy(key, ISSUER.token("alice")));
    TokenIssuer other = new TokenIssuer("http://issuer", "ecart", "secret");
    assertFalse(SignatureForTest.isBy(key, ISSUER.draft("x", List.of()).signAs(other)));
    assertNotEquals(key, other.jwks().getJsonArray("keys").getJsonObject(0));
  }

  @Test
  void makesKeysAndTokensOnceWhereTestsNeedThemOften() {
    TokenIssuer one = TokenIssuer.shared("http://one", "ecart", "secret");
    TokenIssuer other = TokenIssuer.shared("http://other", "ecart", "secret");
    assertEquals(one.jwks(), other.jwks());
    assertEquals(one.token("alice"), one.token("alice"));
    assertNotEquals(one.token("alice"), one.token("bob"));
    assertEquals("http://other", claims(other.token("alice")).getString("iss"));
    // Who asks the endpoint is told how long its token is valid, so it gets a new one.
    String granted = password("sam", "sam-demo").json().getString("access_token");
    assertNotEquals(granted, password("sam", "sam-demo").json().getString("access_token"));
  }

  @Test
  void bendsTokensAsTestsNeedThem() {
    long now = Instant.now().getEpochSecond();
    TokenDraft expired = ISSUER.draft("x", List.of()).lifetime(Duration.ofMinutes(-5));
    assertTrue(claims(expired.sign()).getLong("exp") <= now - 299);
    assertTrue(claims(expired.sign()).getLong("nbf") < claims(expired.sign()).getLong("exp"));
    TokenDraft early = ISSUER.draft("x", List.of()).validIn(Duration.ofMinutes(5));
    assertTrue(claims(early.sign()).getLong("nbf") >= now + 299);
    TokenDraft strange = ISSUER.draft("x", List.of()).issuer("evil").audience("them");
    assertEquals("evil", claims(strange.sign()).getString("iss"));
    assertEquals("them", claims(strange.sign()).getString("aud"));
    assertFalse(claims(strange.without("exp").sign()).containsKey("exp"));
    assertEquals("none", header(strange.unsigned()).getString("alg"));
    assertEquals("HS256", header(strange.signWithHmac()).getString("alg"));
    assertEquals("k", header(strange.keyId("k").sign()).getString("kid"));
    assertThrows(IllegalArgumentException.class, () -> ISSUER.token("nobody"));
  }

  private static Answer password(String user, String password) {
    return token(Map.of("grant_type", "password", "username", user, "password", password));
  }

  private static Answer token(Map<String, String> form) {
    return probe.postForm("/api/v1/auth/token", form);
  }

  private static String token(Map<String, String> form, HttpProbe by) {
    Answer answer = by.postForm("/api/v1/auth/token", form).expect(200);
    return answer.json().getString("access_token");
  }

  private static String error(int status, Answer answer) {
    return answer.expect(status).json().getString("error");
  }

  private static JsonArray roles(String token) {
    return claims(token).getJsonArray("roles");
  }

  private static JsonObject claims(String token) {
    return part(token, 1);
  }

  private static JsonObject header(String token) {
    return part(token, 0);
  }

  private static JsonObject part(String token, int number) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]);
    return new JsonObject(new String(json, StandardCharsets.UTF_8));
  }
}
