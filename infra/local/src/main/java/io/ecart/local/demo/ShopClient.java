package io.ecart.local.demo;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A client of the public API like any other: it knows an address, a user and a password, renews its
 * token in time, asks again after the time a 503 or 429 names, and repeats what may be repeated
 * when a connection breaks. Blocks the thread that calls it; any number of threads may.
 */
public final class ShopClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_TRIES = 60;
  private static final int MAX_BREAKS = 20;
  private static final long LONGEST_WAIT_SECONDS = 10;
  private static final long TOKEN_GOOD_MS = 20 * 60_000L;

  private record Token(String value, long renewAtMs) {}

  /** One request, to be sent as often as needed. */
  private record Call(String method, String path, String type, String body, String key) {
    /** Whether it does no harm to send it again when it is not known if it has arrived. */
    boolean isRepeatable() {
      return method.equals("GET") || !key.isEmpty();
    }
  }

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

  /**
   * Gets a token now, so that it is known whether there is a shop and it knows the user.
   *
   * @throws ShopGoneException when there is no answer
   */
  public void signIn() {
    try {
      token();
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private ShopGoneException gone(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new ShopGoneException("No shop answers at " + base + " (" + why + ")", e);
  }

  public ShopAnswer get(String path) {
    return send(new Call("GET", path, "", "", ""));
  }

  public ShopAnswer post(String path, JsonObject body) {
    return post(path, body, "");
  }

  /**
   * Sends a request that the shop carries out once, however often it arrives.
   *
   * @param key the {@code Idempotency-Key}; none when empty
   */
  public ShopAnswer post(String path, JsonObject body, String key) {
    return send(new Call("POST", path, "application/json", body.encode(), key));
  }

  /** Sends a request and waits for its answer. */
  public ShopAnswer send(String method, String path, String type, String body) {
    return send(new Call(method, path, type, body, ""));
  }

  /**
   * @throws ShopGoneException when there is no answer
   */
  private ShopAnswer send(Call call) {
    int breaks = 0;
    for (int tries = 1; ; tries++) {
      try {
        HttpResponse<String> response = http.send(request(call), BodyHandlers.ofString());
        if (tries >= MAX_TRIES || !isLater(response)) {
          return answer(response);
        }
        pause(response.headers().firstValueAsLong("Retry-After").orElse(1));
      } catch (IOException e) {
        if (!call.isRepeatable() || ++breaks > MAX_BREAKS) {
          throw gone(e);
        }
        pause(1);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** Too much to do, or the same request still under way after its connection broke. */
  private static boolean isLater(HttpResponse<String> response) {
    return switch (response.statusCode()) {
      case 429, 503 -> true;
      case 409 -> response.body().contains("\"idempotency_in_flight\"");
      default -> false;
    };
  }

  private static void pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(Math.max(1, Math.min(seconds, LONGEST_WAIT_SECONDS)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted", e);
  }

  private static ShopAnswer answer(HttpResponse<String> response) {
    String text = response.body();
    return new ShopAnswer(response.statusCode(), text.startsWith("{") ? json(text) : empty());
  }

  private static JsonObject json(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException e) {
      return empty();
    }
  }

  private static JsonObject empty() {
    return new JsonObject();
  }

  private HttpRequest request(Call call) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + call.path()))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token());
    if (!call.key().isEmpty()) {
      request.header("Idempotency-Key", call.key());
    }
    return call.type().isEmpty()
        ? request.method(call.method(), BodyPublishers.noBody()).build()
        : request
            .header("Content-Type", call.type())
            .method(call.method(), BodyPublishers.ofString(call.body()))
            .build();
  }

  private String token() throws IOException {
    synchronized (token) {
      Token known = token.get();
      if (known == null || System.currentTimeMillis() >= known.renewAtMs()) {
        known = new Token(askToken(), System.currentTimeMillis() + TOKEN_GOOD_MS);
        token.set(known);
      }
      return known.value();
    }
  }

  private String askToken() throws IOException {
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
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }
}
