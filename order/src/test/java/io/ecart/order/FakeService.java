package io.ecart.order;

import io.ecart.runtime.discovery.Registry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** A service that a test can take away and bring back; it is found like a real one. */
abstract class FakeService {
  private static final int MAX_LINE_BYTES = 16_384;

  final Vertx vertx;
  private final String name;
  private volatile int status = 200;

  FakeService(Vertx vertx, String name) {
    this.vertx = vertx;
    this.name = name;
  }

  Future<Void> start() {
    Registry registry = new Registry(vertx);
    return vertx
        .createHttpServer(new HttpServerOptions().setMaxInitialLineLength(MAX_LINE_BYTES))
        .requestHandler(request -> request.body().onSuccess(body -> handle(request, body)))
        .listen(0, "127.0.0.1")
        .compose(server -> registry.publish(name, "127.0.0.1", server.actualPort()));
  }

  /** Every answer from now on has this status. */
  void answerWith(int next) {
    status = next;
  }

  private void handle(HttpServerRequest request, Buffer body) {
    if (status != 200) {
      request.response().setStatusCode(status).end();
      return;
    }
    JsonObject json = body.length() == 0 ? new JsonObject() : body.toJsonObject();
    answer(request, json)
        .onSuccess(
            answer ->
                request
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .end(answer.toBuffer()));
  }

  /** What is answered while all is well. */
  abstract Future<JsonObject> answer(HttpServerRequest request, JsonObject body);

  static JsonObject page(Collection<JsonObject> items) {
    return new JsonObject().put("items", new JsonArray(items.stream().toList())).putNull("next");
  }
}
