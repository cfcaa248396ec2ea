package io.ecart.order.http;

import io.ecart.order.Received;
import io.ecart.order.Requester;
import io.ecart.order.Returns;
import io.ecart.order.Returns.Announcement;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Goods on their way back. */
public final class ReturnRoutes {
  private final Returns returns;

  public ReturnRoutes(Returns returns) {
    this.returns = returns;
  }

  public void register(Api api) {
    api.post("/api/v1/orders/:id/returns", Access.CUSTOMER, this::request)
        .get("/api/v1/orders/:id/returns", Access.PUBLIC, this::list)
        .get("/api/v1/returns/:id", Access.CUSTOMER, this::get)
        .post("/api/v1/returns/:id/receive", Access.STAFF, this::receive);
  }

  private Future<Reply> request(Call call) {
    Requester by = Asking.requester(call);
    UUID orderId = Asking.orderId(call);
    Fields body = call.body();
    Announcement announced =
        new Announcement(
            Bodies.lineQuantities(body), body.text("reason", 1, 500), Bodies.metadata(body));
    body.check();
    StaffOnly.check(call.caller(), announced.metadata());
    return returns.request(by, orderId, announced);
  }

  private Future<Reply> list(Call call) {
    Slice slice = Slice.read(call.query());
    return returns.list(call.caller(), Asking.orderId(call), Asking.accessKey(call)).map(slice::of);
  }

  private Future<Reply> get(Call call) {
    return returns.get(call.caller(), returnId(call));
  }

  private Future<Reply> receive(Call call) {
    Requester by = Asking.requester(call);
    UUID id = returnId(call);
    Fields body = call.body();
    List<Received> goods = Bodies.received(body);
    JsonObject metadata = Bodies.metadata(body);
    body.check();
    return returns.receive(by, id, goods, metadata);
  }

  private static UUID returnId(Call call) {
    return Uuids.path(call, "id", "return");
  }
}
