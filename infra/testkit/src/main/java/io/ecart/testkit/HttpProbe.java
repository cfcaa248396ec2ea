package io.ecart.testkit;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * A small blocking client for tests: {@code probe.as(token).post("/api/v1/orders", body)}. A probe
 * never changes; {@link #as} and {@link #with} give a new one. All exchanges of a probe and of
 * those made from it are recorded together, to be held against a contract.
 */
public final class HttpProbe {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  private final String base;
  private final Map<String, String> headers;
  private final ConcurrentLinkedQueue<Exchange> exchanges;

  private HttpProbe(
      String base, Map<String, String> headers, ConcurrentLinkedQueue<Exchange> exchanges) {
    this.base = base;
    this.headers = Map.copyOf(headers);
    this.exchanges = exchanges;
  }

  /** A probe of {@code http://127.0.0.1:port}. */
  public static HttpProbe at(int port) {
    return at("http://127.0.0.1:" + port);
  }

  /**
   * @param base scheme, host and port, without a slash at the end
   */
  public static HttpProbe at(String base) {
    return new HttpProbe(base, Map.of(), new ConcurrentLinkedQueue<>());
  }

  /** The same probe with a bearer token. */
  public HttpProbe as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** The same probe with one more header, or with another value of it. */
  public HttpProbe with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpProbe(base, more, exchanges);
  }

  public Answer get(String path) {
    return send("GET", path, "", "");
  }

  public Answer post(String path, JsonObject body) {
    return send("POST", path, "application/json", body.encode());
  }

  /** A {@code POST} without a body. */
  public Answer post(String path) {
    return send("POST", path, "", "");
  }

  /** A {@code POST} of form fields. */
  public Answer postForm(String path, Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append(form.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return send("POST", path, "application/x-www-form-urlencoded", form.toString());
  }

  public Answer put(String path, JsonObject body) {
    return send("PUT", path, "application/json", body.encode());
  }

  /** A {@code PATCH} with a JSON merge patch. */
  public Answer patch(String path, JsonObject body) {
    return send("PATCH", path, "application/merge-patch+json", body.encode());
  }

  public Answer delete(String path) {
    return send("DELETE", path, "", "");
  }

  /** Any request; {@code type} and {@code body} are empty when there is no body. */
  public Answer send(String method, String path, String type, String body) {
    HttpRequest request = request(method, path, type, body);
    return record(
        request, type, body, send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
  }

  /**
   * The status of a request without a body. It is not recorded, and the body of the answer is not
   * waited for, as that of a stream has no end.
   */
  int knock(String method, String path) {
    HttpRequest request = request(method, path, "", "");
    HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
    response.body().close();
    return response.statusCode();
  }

  /** Any request, without waiting for its answer: for tests of what happens at the same time. */
  public CompletableFuture<Answer> sendAsync(String method, String path, String type, String body) {
    HttpRequest request = request(method, path, type, body);
    return CLIENT
        .sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
        .thenApply(response -> record(request, type, body, response));
  }

  /** A {@code POST} without waiting for its answer. */
  public CompletableFuture<Answer> postAsync(String path, JsonObject body) {
    return sendAsync("POST", path, "application/json", body.encode());
  }

  /** All exchanges so far, of this probe and of those it was made from and into. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  private HttpRequest request(String method, String path, String type, String body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(LIMIT)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      builder.setHeader("Content-Type", type);
    }
    headers.forEach(builder::setHeader);
    return builder.build();
  }

  private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw new AssertionError(request + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private Answer record(
      HttpRequest request, String type, String body, HttpResponse<String> response) {
    Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
    exchanges.add(new Exchange(request.method(), request.uri().getRawPath(), type, body, answer));
    return answer;
  }
}
