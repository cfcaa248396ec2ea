package io.ecart.local.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A client of the public API like any other: it knows an address, a user and a password, renews its
 * token in time, and asks again after the time a 503 or 429 names. For threads that may block.
 */
public final class ShopClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_TRIES = 60;
  private static final long TOKEN_GOOD_MS = 20 * 60_000L;

  private record Token(String value, long renewAtMs) {}

  private final String base;
  private final String user;
  private final HttpClient http;
  private final AtomicReference<Token> token = new AtomicReference<>(new Token("", 0));

  /**
   * @param base scheme, host and port of the edge
   * @param user a demo user; the password is the name followed by {@code -demo}
   */
  public ShopClient(String base, String user) {
    this.base = base;
    this.user = user;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  public ShopAnswer get(String path) {
    return send("GET", path, "", "");
  }

  public ShopAnswer post(String path, JsonObject body) {
    return send("POST", path, "application/json", body.encode());
  }

  /** Sends a request and waits for its answer. */
  public ShopAnswer send(String method, String path, String type, String body) {
    return sendAsync(method, path, type, body).join();
  }

  public CompletableFuture<ShopAnswer> postAsync(String path, JsonObject body) {
    return sendAsync("POST", path, "application/json", body.encode());
  }

  public CompletableFuture<ShopAnswer> sendAsync(
      String method, String path, String type, String body) {
    return attempt(method, path, type, body, 1);
  }

  private CompletableFuture<ShopAnswer> attempt(
      String method, String path, String type, String body, int tries) {
    HttpRequest request = authorized(method, path, type, body);
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenCompose(
            response -> {
              boolean later = response.statusCode() == 503 || response.statusCode() == 429;
              return later && tries < MAX_TRIES
                  ? CompletableFuture.supplyAsync(() -> tries + 1, after(response))
                      .thenCompose(next -> attempt(method, path, type, body, next))
                  : CompletableFuture.completedFuture(answer(response));
            });
  }

  private static Executor after(HttpResponse<String> response) {
    long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
    return CompletableFuture.delayedExecutor(Math.min(seconds, 10), TimeUnit.SECONDS);
  }

  private static ShopAnswer answer(HttpResponse<String> response) {
    String text = response.body();
    boolean json = text.startsWith("{");
    return new ShopAnswer(response.statusCode(), json ? new JsonObject(text) : new JsonObject());
  }

  private HttpRequest authorized(String method, String path, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token());
    if (type.isEmpty()) {
      return request.method(method, BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", type)
        .method(method, BodyPublishers.ofString(body))
        .build();
  }

  private String token() {
    Token known = token.get();
    if (System.currentTimeMillis() < known.renewAtMs()) {
      return known.value();
    }
    synchronized (this) {
      if (token.get() == known) {
        token.set(new Token(askToken(), System.currentTimeMillis() + TOKEN_GOOD_MS));
      }
      return token.get().value();
    }
  }

  private String askToken() {
    String form = "grant_type=password&username=" + user + "&password=" + user + "-demo";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/auth/token"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return answer(response).orThrow("Asking for a token").body().getString("access_token");
    } catch (IOException e) {
      throw new IllegalStateException("There is no shop at " + base + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
