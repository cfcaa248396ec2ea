package io.ecart.local.load;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What Vert.x alone can do: {@code GET} answers a JSON object as large as a stock answer, {@code
 * POST} reads a JSON body and answers a problem of status 409. Nothing is cached; the JSON is made
 * and parsed for each request.
 */
final class BareHttp extends VerticleBase {
  private static final String SINCE = "2026-01-01T00:00:00Z";

  private final int port;

  BareHttp(int port) {
    this.port = port;
  }

  @Override
  public Future<?> start() {
    return vertx.createHttpServer().requestHandler(BareHttp::handle).listen(port, "127.0.0.1");
  }

  private static void handle(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.GET)) {
      answer(request, 200, "application/json", stock(request.path()));
      return;
    }
    request
        .body()
        .onSuccess(
            body -> answer(request, 409, "application/problem+json", problem(body.toJsonObject())));
  }

  private static JsonObject stock(String path) {
    String sku = path.substring(path.lastIndexOf('/') + 1);
    return new JsonObject()
        .put("sku", sku)
        .put("available", 1_000)
        .put("status", "in_stock")
        .put("asOf", SINCE);
  }

  private static JsonObject problem(JsonObject order) {
    JsonObject line = order.getJsonArray("lines").getJsonObject(0);
    JsonObject error =
        new JsonObject()
            .put("pointer", "/lines/0")
            .put("code", "insufficient_stock")
            .put("sku", line.getString("sku"))
            .put("requested", line.getLong("quantity"))
            .put("available", 0);
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", "Conflict")
        .put("status", 409)
        .put("detail", "There is not enough stock")
        .put("code", "insufficient_stock")
        .put("errors", new JsonArray().add(error));
  }

  private static void answer(HttpServerRequest request, int status, String type, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .end(body.toBuffer())
        .onFailure(e -> request.connection().close());
  }
}
