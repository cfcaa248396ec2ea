package io.ecart.runtime.auth;

import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies tokens with the issuer's published keys: signature (RS256 or ES256 only), issuer,
 * audience, expiry and not-before.
 */
public final class JwksTokenVerifier implements TokenVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(JwksTokenVerifier.class);
  private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");
  private static final int LEEWAY_SECONDS = 5;
  private static final Duration ISSUER_REST = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final JwtSettings settings;
  private final Jwks jwks;
  private final Map<JsonObject, JWTAuth> keyToVerifier = new HashMap<>();

  public JwksTokenVerifier(Vertx vertx, JwtSettings settings) {
    this(vertx, settings, ISSUER_REST);
  }

  JwksTokenVerifier(Vertx vertx, JwtSettings settings, Duration issuerRest) {
    this.vertx = vertx;
    this.settings = settings;
    this.jwks = new Jwks(vertx, settings, issuerRest);
  }

  /** Fetches the keys, unless that was done a moment ago; fails when there are none to be had. */
  public Future<Void> ready() {
    return jwks.refresh();
  }

  @Override
  public Future<Caller> verify(String token) {
    JsonObject header = headerOf(token);
    if (header == null || !ALGORITHMS.contains(Jwks.text(header, "alg"))) {
      return refused().future();
    }
    return jwks.key(Jwks.text(header, "kid"))
        .compose(key -> key == null ? refused().future() : verify(token, key));
  }

  private Future<Caller> verify(String token, JsonObject key) {
    JWTAuth verifier = keyToVerifier.computeIfAbsent(key, this::newVerifier);
    // It throws when a claim is of another type than it should be.
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(verifier::authenticate)
        .map(user -> callerOf(claimsOf(token), token))
        .recover(
            e -> {
              LOG.debug("Token refused: {}", e.toString());
              return refused().future();
            });
  }

  private JWTAuth newVerifier(JsonObject key) {
    JWTOptions options =
        new JWTOptions()
            .setIssuer(settings.issuer())
            .setAudience(List.of(settings.audience()))
            .setLeeway(LEEWAY_SECONDS);
    return JWTAuth.create(vertx, new JWTAuthOptions().setJwks(List.of(key)).setJWTOptions(options));
  }

  private Caller callerOf(JsonObject claims, String token) {
    String subject = claims.getString("sub");
    Long expires = claims.getLong("exp");
    if (subject == null || subject.isEmpty() || expires == null) {
      throw refused();
    }
    return new Caller(subject, rolesOf(claims), token, Instant.ofEpochSecond(expires));
  }

  private Set<Role> rolesOf(JsonObject claims) {
    Object value = claims;
    for (String step : settings.rolesClaim().split("\\.")) {
      value = value instanceof JsonObject object ? object.getValue(step) : null;
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    JsonArray names = value instanceof JsonArray array ? array : new JsonArray();
    for (Object name : names) {
      Role role = Role.named(String.valueOf(name));
      if (role != null) {
        roles.add(role);
      }
    }
    return roles;
  }

  private static @Nullable JsonObject headerOf(String token) {
    return part(token, 0);
  }

  private static JsonObject claimsOf(String token) {
    JsonObject claims = part(token, 1);
    return claims == null ? new JsonObject() : claims;
  }

  private static @Nullable JsonObject part(String token, int index) {
    String[] parts = token.split("\\.");
    if (parts.length != 3) {
      return null;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(parts[index]);
      return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | DecodeException e) {
      return null;
    }
  }

  private static Problem refused() {
    return Problem.of(ProblemCode.UNAUTHENTICATED, "The bearer token is not valid");
  }
}
