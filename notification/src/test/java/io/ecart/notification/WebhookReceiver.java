package io.ecart.notification;

import io.ecart.testkit.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes webhooks and answers as it is told. */
final class WebhookReceiver implements AutoCloseable {

  /** What came in. */
  record Received(String id, long timestamp, String signature, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  /** Answers nothing at all. */
  static final int SILENCE = 0;

  private final HttpServer server;
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> next = new ConcurrentLinkedQueue<>();

  WebhookReceiver(Vertx vertx) {
    server =
        Await.get(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .body()
                            .onSuccess(
                                body -> {
                                  received.add(
                                      new Received(
                                          request.getHeader("webhook-id"),
                                          Long.parseLong(request.getHeader("webhook-timestamp")),
                                          request.getHeader("webhook-signature"),
                                          body.toString()));
                                  Integer status = next.poll();
                                  if (status == null || status != SILENCE) {
                                    request
                                        .response()
                                        .setStatusCode(status == null ? 204 : status)
                                        .putHeader("Location", "http://127.0.0.1:1/")
                                        .end();
                                  }
                                }))
                .listen(0, "127.0.0.1"));
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hooks";
  }

  /** The next answers have these statuses; after them, 204. */
  void answer(Integer... statuses) {
    next.addAll(List.of(statuses));
  }

  List<Received> all() {
    return List.copyOf(received);
  }

  List<Received> about(String orderId) {
    return all().stream().filter(each -> each.body().contains(orderId)).toList();
  }

  /** Breaks off what it has not answered. */
  @Override
  public void close() {
    Await.get(server.close());
  }
}
