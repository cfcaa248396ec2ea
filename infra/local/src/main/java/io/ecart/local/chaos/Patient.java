package io.ecart.local.chaos;

import io.ecart.local.load.Child;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A careful client: what it asks for has a key, and is asked for again with that key until there is
 * an answer that says what became of it. Any number of threads may use one.
 */
final class Patient {
  /** Answers after which nobody knows what became of the request, or that ask to come again. */
  private static final Set<Integer> NOT_FINAL = Set.of(0, 429, 500, 502, 503, 504);

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long AGAIN_MS = 200;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Map<Integer, AtomicLong> statusToCount = new ConcurrentSkipListMap<>();

  /**
   * An answer.
   *
   * @param status 0 when there was none
   * @param body empty when it is no JSON
   */
  record Answer(int status, JsonObject body) {
    private static final Answer NONE = new Answer(0, new JsonObject());

    String code() {
      return body.getString("code", "");
    }

    private boolean isFinal() {
      return !NOT_FINAL.contains(status) && !code().equals("idempotency_in_flight");
    }
  }

  /** Sends a request until its answer is final; the last one when patience has ended. */
  Answer post(String url, String token, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body.encode()))
            .build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = send(request);
    while (!answer.isFinal() && System.nanoTime() < deadline) {
      Child.pause(AGAIN_MS);
      answer = send(request);
    }
    return answer;
  }

  private Answer send(HttpRequest request) {
    Answer answer = answer(request);
    statusToCount.computeIfAbsent(answer.status(), none -> new AtomicLong()).incrementAndGet();
    return answer;
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), json(response.body()));
    } catch (IOException broken) {
      return Answer.NONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static JsonObject json(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  /** How many answers of each status there were; 0 for none at all. */
  Map<Integer, AtomicLong> statusToCount() {
    return statusToCount;
  }
}
