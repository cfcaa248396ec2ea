package io.ecart.testkit.servers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Issues bearer tokens (RS256) as an OpenID Connect provider would, with a key of its own that
 * lives as long as this object. Its users are the demo users: {@code alice} and {@code bob}
 * (customer), {@code sam} (staff), {@code ada} (admin), whose password is the name and
 * {@code -demo}.
 */
public final class TokenIssuer {
  /** What a service calls itself when it asks for a token of its own. */
  public static final String SERVICE_CLIENT = "ecart-service";

  /** How long a token is valid unless the caller says otherwise. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  /** The prefix of {@code token} and {@code jwks}. */
  public static final String PATH = "/api/v1/auth/";

  private static final long REMEMBERED_NANOS = Duration.ofMinutes(5).toNanos();
  private static final Map<String, String> USER_TO_ROLE =
      Map.of(
          "alice",
          "customer",
          "bob",
          "customer",
          "sam",
          "staff",
          "ada",
          "admin",
          SERVICE_CLIENT,
          "service");

  private final String issuer;
  private final String audience;
  private final String serviceSecret;
  private final SigningKeys keys;
  private final Map<String, Signed> userToToken = new ConcurrentHashMap<>();

  private record Signed(String token, long nanos) {}

  /**
   * @param issuer the claim {@code iss}
   * @param audience the claim {@code aud}
   * @param serviceSecret what {@link #SERVICE_CLIENT} must present
   */
  public TokenIssuer(String issuer, String audience, String serviceSecret) {
    this(issuer, audience, serviceSecret, SigningKeys.fresh());
  }

  private TokenIssuer(String issuer, String audience, String serviceSecret, SigningKeys keys) {
    this.issuer = issuer;
    this.audience = audience;
    this.serviceSecret = serviceSecret;
    this.keys = keys;
  }

  /** For tests that need many: all of them in this JVM have one key. */
  public static TokenIssuer shared(String issuer, String audience, String serviceSecret) {
    return new TokenIssuer(issuer, audience, serviceSecret, SigningKeys.shared());
  }

  /** A user's {@code sub}: a UUID that is the same at every start. */
  public static String subjectOf(String name) {
    return UUID.nameUUIDFromBytes(("ecart:" + name).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A token of a demo user as the token endpoint issues it, made some minutes ago at most. */
  public String token(String user) {
    return userToToken.compute(user, this::recent).token();
  }

  /** The token that a service gets for its client credentials, likewise. */
  public String serviceToken() {
    return token(SERVICE_CLIENT);
  }

  private Signed recent(String user, @Nullable Signed last) {
    long now = System.nanoTime();
    return last != null && now - last.nanos() < REMEMBERED_NANOS
        ? last
        : new Signed(freshToken(user), now);
  }

  /** A new token of a demo user or of {@link #SERVICE_CLIENT}. */
  String freshToken(String user) {
    String role = USER_TO_ROLE.get(user);
    if (role == null) {
      throw new IllegalArgumentException("No demo user " + user);
    }
    return draft(subjectOf(user), List.of(role)).claim("preferred_username", user).sign();
  }

  /** A valid token for any subject and roles. */
  public String mint(String subject, List<String> roles, Duration lifetime) {
    return draft(subject, roles).lifetime(lifetime).sign();
  }

  /** The start of a token that may be made invalid in many ways before it is signed. */
  public TokenDraft draft(String subject, List<String> roles) {
    return new TokenDraft(this, issuer, audience, subject, roles);
  }

  /** The public keys, in the shape of RFC 7517. */
  public JsonObject jwks() {
    return new JsonObject().put("keys", new JsonArray().add(keys.publicKey().copy()));
  }

  /** Adds {@code POST /api/v1/auth/token} and {@code GET /api/v1/auth/jwks}. */
  public void mount(Router router) {
    new TokenRoutes(this).mount(router);
  }

  /** Serves the two endpoints, and nothing else, on a loopback port; 0 is a free one. */
  public Future<HttpServer> listen(Vertx vertx, int port) {
    Router router = Router.router(vertx);
    mount(router);
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }

  boolean isPassword(String user, String password) {
    return USER_TO_ROLE.containsKey(user)
        && !user.equals(SERVICE_CLIENT)
        && isSame(password, user + "-demo");
  }

  boolean isServiceSecret(String client, String secret) {
    return client.equals(SERVICE_CLIENT) && isSame(secret, serviceSecret);
  }

  PrivateKey privateKey() {
    return keys.privateKey();
  }

  String keyId() {
    return keys.id();
  }

  /** In a time that tells nothing about how much of it was right. */
  private static boolean isSame(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
