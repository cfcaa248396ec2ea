package io.ecart.runtime.auth;

import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys by key id. An unknown id makes them be fetched again, and so does every
 * look at the service's health, which ends keys that the issuer has withdrawn; but not more often
 * than every few seconds, so that made-up ids cannot make this a flood. While the issuer has no
 * good answer, the keys it gave last stay. Keys that are not RSA or EC are left out: no shared
 * secret ever verifies a token.
 */
final class Jwks {
  private static final Logger LOG = LoggerFactory.getLogger(Jwks.class);
  private static final Set<String> KEY_TYPES = Set.of("RSA", "EC");
  private static final long TIMEOUT_MS = 5_000;

  private final JwtSettings settings;
  private final HttpClient client;
  private final long restMs;
  private Map<String, JsonObject> keys = Map.of();
  private long askedAtMs;
  private @Nullable Future<Void> asked;

  /**
   * @param rest how long the issuer is left alone after it was asked
   */
  Jwks(Vertx vertx, JwtSettings settings, Duration rest) {
    this.settings = settings;
    this.restMs = rest.toMillis();
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000));
  }

  /** The key of that id, fetched if need be; null when the issuer has no such key. */
  Future<@Nullable JsonObject> key(String id) {
    JsonObject known = keys.get(id);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return refresh().map(done -> keys.get(id));
  }

  /** Fails when the issuer had no good answer; so does every call while it is left alone then. */
  Future<Void> refresh() {
    Future<Void> last = asked;
    boolean rests = !keys.isEmpty() && now() - askedAtMs < restMs;
    if (last != null && (rests || !last.isComplete())) {
      return last;
    }
    askedAtMs = now();
    Future<Void> started = fetch();
    asked = started;
    return started;
  }

  private Future<Void> fetch() {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(settings.jwksUrl().toString())
            .setTimeout(TIMEOUT_MS);
    return client
        .request(options)
        .compose(request -> IssuerAnswer.to(request, Buffer.buffer(), TIMEOUT_MS))
        .map(this::remember)
        .onFailure(e -> LOG.warn("No keys from {}: {}", where(), e.toString()))
        .recover(e -> Problem.unavailable("Tokens cannot be verified right now").future());
  }

  private String where() {
    return Settings.withoutSecrets(settings.jwksUrl().toString());
  }

  private @Nullable Void remember(Buffer body) {
    JsonArray found = body.toJsonObject().getJsonArray("keys");
    Map<String, JsonObject> fresh = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      JsonObject key = found.getJsonObject(i);
      boolean signs = !"enc".equals(key.getString("use"));
      if (signs && KEY_TYPES.contains(text(key, "kty"))) {
        fresh.put(text(key, "kid"), key);
      }
    }
    if (fresh.isEmpty()) {
      throw new IllegalStateException("The answer has no key that signs");
    }
    keys = Map.copyOf(fresh);
    return null;
  }

  /** A member as text; empty when it is missing or null. */
  static String text(JsonObject json, String name) {
    return Objects.requireNonNullElse(json.getString(name), "");
  }

  private long now() {
    return System.nanoTime() / 1_000_000;
  }
}
