package io.ecart.inventory;

import io.ecart.runtime.discovery.Registry;
import io.ecart.testkit.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Stands for the order service: knows which orders exist, or is away. */
final class FakeOrders implements AutoCloseable {
  private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final Set<String> existing = ConcurrentHashMap.newKeySet();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<JsonObject> open = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final Registry registry;
  private volatile boolean away;

  FakeOrders(Vertx vertx) {
    server =
        Await.get(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    registry = new Registry(vertx);
    Await.get(registry.publish("order", "127.0.0.1", server.actualPort()));
  }

  private void answer(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (away) {
                request.response().setStatusCode(503).end();
              } else if (request.path().endsWith("/existence")) {
                answer(request, body.toJsonObject());
              } else {
                request.response().end(page(request.getParam("cursor")).toBuffer());
              }
            });
  }

  /**
   * As the real one does, it refuses a question that is about anything but ids, and answers in
   * small letters.
   */
  private void answer(HttpServerRequest request, JsonObject question) {
    List<String> ids = question.getJsonArray("ids").stream().map(String::valueOf).toList();
    asked.addAll(ids);
    if (ids.stream().allMatch(id -> id.matches(UUID_FORM))) {
      List<String> found =
          ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).filter(existing::contains).toList();
      request.response().end(new JsonObject().put("existing", new JsonArray(found)).toBuffer());
    } else {
      request.response().setStatusCode(422).end("{}");
    }
  }

  /** One order a page. */
  private JsonObject page(@Nullable String cursor) {
    int at = cursor == null ? 0 : Integer.parseInt(cursor);
    List<JsonObject> items = open.stream().skip(at).limit(1).toList();
    String next = at + 1 < open.size() ? Integer.toString(at + 1) : null;
    return new JsonObject().put("items", new JsonArray(items)).put("next", next);
  }

  void exists(String orderId) {
    existing.add(orderId);
  }

  /** The one open order, as it is listed from now on. */
  void onlyOpen(JsonObject order) {
    open(List.of(order));
  }

  /** The open orders, as they are listed from now on. */
  void open(List<JsonObject> all) {
    open.clear();
    open.addAll(all);
  }

  void away(boolean isAway) {
    away = isAway;
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    Await.get(registry.withdraw());
    Await.get(server.close());
  }
}
