package io.ecart.testkit.servers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

  private static final int KEY_BITS = 2048;
  private static final Map<String, String> USER_TO_ROLE =
      Map.of("alice", "customer", "bob", "customer", "sam", "staff", "ada", "admin");

  private final String issuer;
  private final String audience;
  private final String serviceSecret;
  private final KeyPair keys;
  private final JsonObject publicKey;

  /**
   * @param issuer the claim {@code iss}
   * @param audience the claim {@code aud}
   * @param serviceSecret what {@link #SERVICE_CLIENT} must present
   */
  public TokenIssuer(String issuer, String audience, String serviceSecret) {
    this.issuer = issuer;
    this.audience = audience;
    this.serviceSecret = serviceSecret;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      this.keys = generator.generateKeyPair();
      this.publicKey = toJwk((RSAPublicKey) keys.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A user's {@code sub}: a UUID that is the same at every start. */
  public static String subjectOf(String name) {
    return UUID.nameUUIDFromBytes(("ecart:" + name).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A token of a demo user, as the token endpoint would issue it. */
  public String token(String user) {
    String role = USER_TO_ROLE.get(user);
    if (role == null) {
      throw new IllegalArgumentException("No demo user " + user);
    }
    return draft(subjectOf(user), List.of(role)).claim("preferred_username", user).sign();
  }

  /** The token that a service gets for its client credentials. */
  public String serviceToken() {
    return draft(subjectOf(SERVICE_CLIENT), List.of("service"))
        .claim("preferred_username", SERVICE_CLIENT)
        .sign();
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
    return new JsonObject().put("keys", new JsonArray().add(publicKey.copy()));
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
    return USER_TO_ROLE.containsKey(user) && isSame(password, user + "-demo");
  }

  boolean isServiceSecret(String client, String secret) {
    return client.equals(SERVICE_CLIENT) && isSame(secret, serviceSecret);
  }

  PrivateKey privateKey() {
    return keys.getPrivate();
  }

  String keyId() {
    return publicKey.getString("kid");
  }

  /** In a time that tells nothing about how much of it was right. */
  private static boolean isSame(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject toJwk(RSAPublicKey key) throws GeneralSecurityException {
    String exponent = base64(key.getPublicExponent());
    String modulus = base64(key.getModulus());
    // The thumbprint of RFC 7638 as the key's id: another key never has the same.
    String canonical = "{\"e\":\"" + exponent + "\",\"kty\":\"RSA\",\"n\":\"" + modulus + "\"}";
    byte[] print =
        MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
    return new JsonObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", Base64.getUrlEncoder().withoutPadding().encodeToString(print))
        .put("n", modulus)
        .put("e", exponent);
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    boolean hasSign = bytes.length > 1 && bytes[0] == 0;
    int from = hasSign ? 1 : 0;
    byte[] unsigned = Arrays.copyOfRange(bytes, from, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
