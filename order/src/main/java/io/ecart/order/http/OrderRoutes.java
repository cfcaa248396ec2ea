package io.ecart.order.http;

import io.ecart.order.NewOrder;
import io.ecart.order.OncePlaced;
import io.ecart.order.Order;
import io.ecart.order.OrderJson;
import io.ecart.order.OrderStatus;
import io.ecart.order.OrderStore.Filter;
import io.ecart.order.Orders;
import io.ecart.order.Requester;
import io.ecart.order.Revisions;
import io.ecart.runtime.auth.Access;
import io.ecart.runtime.http.Api;
import io.ecart.runtime.http.Call;
import io.ecart.runtime.http.Cursor;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Query;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.http.Uuids;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Placing, reading, listing, changing and cancelling orders. */
public final class OrderRoutes {
  private final OncePlaced placing;
  private final Orders orders;
  private final Revisions revisions;

  public OrderRoutes(OncePlaced placing, Orders orders, Revisions revisions) {
    this.placing = placing;
    this.orders = orders;
    this.revisions = revisions;
  }

  public void register(Api api) {
    api.logging("/api/v1/orders", "order.id")
        .post("/api/v1/orders", Access.CUSTOMER, this::place)
        .get("/api/v1/orders", Access.CUSTOMER, this::list)
        .get("/api/v1/orders/:id", Access.PUBLIC, this::get)
        .patch("/api/v1/orders/:id", Access.CUSTOMER, this::revise)
        .post("/api/v1/orders/:id/cancel", Access.CUSTOMER, this::cancel);
  }

  private Future<Reply> place(Call call) {
    Requester by = Asking.requester(call);
    Fields body = call.body();
    NewOrder wanted = Bodies.newOrder(body);
    body.check();
    StaffOnly.check(call.caller(), wanted);
    return placing.place(wanted, by);
  }

  private Future<Reply> get(Call call) {
    return orders.get(call.caller(), Asking.orderId(call), Asking.accessKey(call));
  }

  private Future<Reply> list(Call call) {
    Query query = call.query();
    Filter filter =
        new Filter(
            query.text("customerId"),
            query.choice("status", OrderStatus.class),
            query.text("sku"),
            query.time("from"),
            query.time("to"),
            number(query),
            Uuids.cursor(query),
            query.limit() + 1);
    query.check();
    return orders.list(call.caller(), filter).map(found -> page(found, filter.limit() - 1));
  }

  /** {@code E-000123}, or the bare number. */
  private static @Nullable Long number(Query query) {
    String text = query.text("number");
    if (text == null) {
      return null;
    }
    String digits = text.startsWith("E-") ? text.substring(2) : text;
    if (!digits.matches("[0-9]{1,18}")) {
      query.error("number", "format", "must be an order number such as E-000123");
      return null;
    }
    return Long.valueOf(digits);
  }

  /** One more than the page holds was asked for, to know whether there is a next one. */
  private static Reply page(List<Order> found, int limit) {
    List<Order> shown = found.subList(0, Math.min(limit, found.size()));
    boolean more = found.size() > limit;
    String next = more ? Cursor.of(shown.get(limit - 1).id().toString()).encode() : null;
    StringBuilder json = new StringBuilder("{\"items\":[");
    for (int i = 0; i < shown.size(); i++) {
      json.append(i == 0 ? "" : ",").append(OrderJson.write(shown.get(i)));
    }
    json.append("],\"next\":").append(next == null ? "null" : "\"" + next + "\"").append('}');
    return Reply.ok(Buffer.buffer(json.toString()));
  }

  private Future<Reply> revise(Call call) {
    Requester by = Asking.requester(call);
    UUID id = Asking.orderId(call);
    long version = call.ifMatch();
    Fields body = call.body();
    Revisions.Wish wish = Bodies.wish(body);
    body.check();
    return revisions.revise(by, id, version, wish);
  }

  private Future<Reply> cancel(Call call) {
    Requester by = Asking.requester(call);
    UUID id = Asking.orderId(call);
    Fields body = call.body();
    String reason = body.text("reason", 1, 500);
    JsonObject metadata = Bodies.metadata(body);
    body.check();
    StaffOnly.check(call.caller(), metadata);
    return orders.cancel(by, id, reason, metadata);
  }
}
