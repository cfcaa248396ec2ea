package io.ecart.cart;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An order service that keeps its promises about idempotency keys, and can be told to refuse, to be
 * slow, or to lose its answers after the order was made.
 */
final class FakeOrders {
  private record Kept(Buffer request, int status, JsonObject answer) {}

  private final Vertx vertx;
  private final Map<String, Kept> keyToAnswer = new HashMap<>();
  private final Map<String, Boolean> running = new HashMap<>();
  private final List<JsonObject> orders = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private JsonObject refusal = new JsonObject();
  private long delayMs;
  private int answersToLose;
  private long actualTotal = -1;

  FakeOrders(Vertx vertx) {
    this.vertx = vertx;
  }

  Future<HttpServer> listen() {
    return vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
        .listen(0, "127.0.0.1");
  }

  /** Makes the orders and then answers 503, so many times. */
  synchronized void loseAnswers(int count) {
    answersToLose = count;
  }

  synchronized void delay(long ms) {
    delayMs = ms;
  }

  /** Refuses everything with this problem; an empty object ends that. */
  synchronized void refuse(JsonObject problem) {
    refusal = problem;
  }

  /** What the goods cost by the order service's own prices. */
  synchronized void actualTotal(long amount) {
    actualTotal = amount;
  }

  synchronized List<JsonObject> orders() {
    return List.copyOf(orders);
  }

  /** The idempotency keys in the order in which they came, repeats included. */
  synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  private synchronized void take(HttpServerRequest request, Buffer body) {
    String key = request.getHeader("Authorization") + request.getHeader("Idempotency-Key");
    keys.add(request.getHeader("Idempotency-Key"));
    Kept kept = keyToAnswer.get(key);
    if (kept != null) {
      boolean same = kept.request().equals(body);
      send(request, same ? kept.status() : 422, same ? kept.answer() : mismatch());
    } else if (running.putIfAbsent(key, true) != null) {
      send(request, 409, new JsonObject().put("code", "idempotency_in_flight").put("status", 409));
    } else if (delayMs > 0) {
      vertx.setTimer(delayMs, fired -> decide(request, key, body));
    } else {
      decide(request, key, body);
    }
  }

  private synchronized void decide(HttpServerRequest request, String key, Buffer body) {
    running.remove(key);
    JsonObject order = body.toJsonObject();
    JsonObject problem = refusal;
    long expected = order.getJsonObject("expectedTotal").getLong("amount");
    if (problem.isEmpty() && actualTotal >= 0 && expected != actualTotal) {
      problem =
          new JsonObject()
              .put("status", 409)
              .put("code", "illegal_state")
              .put("detail", "The total is another")
              .put("errors", new JsonArray().add(error("/expectedTotal", "price_changed")));
    }
    if (!problem.isEmpty()) {
      int status = problem.getInteger("status");
      if (status == 409) {
        keyToAnswer.put(key, new Kept(body, status, problem));
      }
      send(request, status, problem);
      return;
    }
    JsonObject made = make(order);
    orders.add(made);
    keyToAnswer.put(key, new Kept(body, 201, made));
    if (answersToLose > 0) {
      answersToLose--;
      send(request, 503, new JsonObject().put("code", "unavailable").put("status", 503));
    } else {
      send(request, 201, made);
    }
  }

  private static JsonObject make(JsonObject order) {
    return new JsonObject()
        .put("id", UUID.randomUUID().toString())
        .put("number", "E-1")
        .put("status", "confirmed")
        .put("lines", order.getJsonArray("lines"))
        .put("contact", order.getJsonObject("contact"))
        .put("shippingAddress", order.getJsonObject("shippingAddress"))
        .put("total", order.getJsonObject("expectedTotal"))
        .put("version", 1)
        .put("accessKey", "secret");
  }

  static JsonObject error(String pointer, String code) {
    return new JsonObject().put("pointer", pointer).put("code", code).put("detail", "so it is");
  }

  private static JsonObject mismatch() {
    return new JsonObject().put("code", "idempotency_mismatch").put("status", 422);
  }

  private static void send(HttpServerRequest request, int status, JsonObject body) {
    request.response().setStatusCode(status).end(body.toBuffer());
  }
}
