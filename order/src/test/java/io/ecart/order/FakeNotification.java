package io.ecart.order;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The notification service as far as a timeline sees it. */
final class FakeNotification extends FakeService {
  private final List<JsonObject> sent = new CopyOnWriteArrayList<>();

  FakeNotification(Vertx vertx) {
    super(vertx, "notification");
  }

  void add(JsonObject notification) {
    sent.add(notification);
  }

  @Override
  Future<JsonObject> answer(HttpServerRequest request, JsonObject body) {
    String orderId = request.getParam("orderId");
    List<JsonObject> all =
        sent.stream().filter(each -> orderId.equals(each.getString("orderId"))).toList();
    int from = Integer.parseInt(request.getParam("cursor", "0"));
    int to = Math.min(from + Integer.parseInt(request.getParam("limit")), all.size());
    String next = to < all.size() ? Integer.toString(to) : null;
    return Future.succeededFuture(page(all.subList(from, to)).put("next", next));
  }
}
