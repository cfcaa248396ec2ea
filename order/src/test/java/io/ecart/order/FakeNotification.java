package io.ecart.order;

import io.ecart.runtime.discovery.Registry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The notification service as far as a timeline sees it. */
final class FakeNotification {
  private final Vertx vertx;
  private final Registry registry;
  private final List<JsonObject> sent = new CopyOnWriteArrayList<>();
  private volatile int answer = 200;

  FakeNotification(Vertx vertx) {
    this.vertx = vertx;
    this.registry = new Registry(vertx);
  }

  Future<Void> start() {
    Router router = Router.router(vertx);
    router.get("/api/v1/notifications").handler(this::list);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .compose(server -> registry.publish("notification", "127.0.0.1", server.actualPort()));
  }

  void add(JsonObject notification) {
    sent.add(notification);
  }

  void answerWith(int status) {
    answer = status;
  }

  private void list(RoutingContext context) {
    if (answer != 200) {
      context.response().setStatusCode(answer).end();
      return;
    }
    String orderId = context.request().getParam("orderId");
    JsonArray items = new JsonArray();
    sent.stream().filter(each -> orderId.equals(each.getString("orderId"))).forEach(items::add);
    context.json(new JsonObject().put("items", items).putNull("next"));
  }
}
