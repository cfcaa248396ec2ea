package io.ecart.runtime.discovery;

import io.ecart.runtime.auth.IssuerAnswer;
import io.ecart.runtime.config.JwtSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This service's own bearer token, asked for with client credentials and renewed in time, or when
 * it was refused: an issuer may change its keys before its tokens end.
 */
public final class ServiceTokens {
  private static final long TIMEOUT_MS = 5_000;
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final HttpClient client;
  private final JwtSettings settings;
  private String token = "";
  private long renewAtNanos = System.nanoTime();
  private long refusedAtNanos = System.nanoTime() - REST_NANOS;
  private @Nullable Future<String> asking;

  public ServiceTokens(Vertx vertx, JwtSettings settings) {
    this.settings = settings;
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000));
  }

  /** A token that is good for a while yet; fails when the issuer gives none. */
  public Future<String> token() {
    if (!token.isEmpty() && System.nanoTime() - renewAtNanos < 0) {
      return Future.succeededFuture(token);
    }
    return renewed();
  }

  /**
   * Another token than this one, which was refused; the same when the issuer gives none, or was
   * asked for this reason a moment ago: a service may refuse every token there is.
   */
  Future<String> instead(String refused) {
    long now = System.nanoTime();
    if (!token.equals(refused)) {
      return Future.succeededFuture(token);
    }
    if (asking == null && now - refusedAtNanos < REST_NANOS) {
      return Future.succeededFuture(refused);
    }
    refusedAtNanos = now;
    return renewed().otherwise(refused);
  }

  private Future<String> renewed() {
    Future<String> running = asking;
    if (running == null) {
      running = ask();
      asking = running;
      running.onComplete(done -> asking = null);
    }
    return running;
  }

  private Future<String> ask() {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(settings.tokenUrl().toString())
            .setTimeout(TIMEOUT_MS)
            .putHeader("Content-Type", "application/x-www-form-urlencoded");
    return client
        .request(options)
        .compose(request -> IssuerAnswer.to(request, form(), TIMEOUT_MS))
        .map(body -> remember(body.toJsonObject()));
  }

  private Buffer form() {
    return Buffer.buffer(
        "grant_type=client_credentials&client_id="
            + URLEncoder.encode(settings.clientId(), StandardCharsets.UTF_8)
            + "&client_secret="
            + URLEncoder.encode(settings.clientSecret().value(), StandardCharsets.UTF_8));
  }

  private String remember(JsonObject answer) {
    String given = answer.getString("access_token", "");
    if (given.isEmpty()) {
      throw new IllegalStateException("The token endpoint gave no token");
    }
    token = given;
    long goodForSeconds = answer.getLong("expires_in", 60L);
    renewAtNanos = System.nanoTime() + goodForSeconds * 800_000_000L;
    return token;
  }
}
