package io.ecart.order;

import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Answers about orders and their papers. */
final class OrderReplies {
  private OrderReplies() {}

  static Reply of(Order order) {
    return of(order, OrderJson.write(order));
  }

  /** The same when its JSON is there already. */
  static Reply of(Order order, String json) {
    return Reply.ok(Buffer.buffer(json)).etag(order.version());
  }

  static JsonObject shipment(UUID orderId, Shipment shipment) {
    JsonArray lines = new JsonArray();
    shipment.lines().forEach(line -> lines.add(line(line)));
    return new JsonObject()
        .put("id", shipment.id().toString())
        .put("orderId", orderId.toString())
        .put("lines", lines)
        .put("carrier", shipment.carrier())
        .put("tracking", shipment.tracking())
        .put("shippedAt", shipment.shippedAt().toString())
        .put("deliveredAt", shipment.isDelivered() ? String.valueOf(shipment.deliveredAt()) : null);
  }

  private static JsonObject line(Shipment.Line line) {
    JsonArray from = new JsonArray();
    line.from()
        .forEach(
            each ->
                from.add(
                    new JsonObject()
                        .put("location", each.location())
                        .put("quantity", each.quantity())));
    return line(line.lineId(), line.sku(), line.quantity()).put("from", from);
  }

  /** What part of a line is meant, wherever less than all of it is. */
  static JsonObject line(UUID lineId, String sku, int quantity) {
    return new JsonObject()
        .put("lineId", lineId.toString())
        .put("sku", sku)
        .put("quantity", quantity);
  }

  static JsonObject orderReturn(UUID orderId, OrderReturn announced) {
    JsonArray lines = new JsonArray();
    for (OrderReturn.Line line : announced.lines()) {
      lines.add(
          line(line.lineId(), line.sku(), line.quantity())
              .put("sellable", line.sellable())
              .put("damaged", line.damaged()));
    }
    return new JsonObject()
        .put("id", announced.id().toString())
        .put("orderId", orderId.toString())
        .put("status", Fields.wire(announced.status()))
        .put("lines", lines)
        .put("reason", announced.reason())
        .put("requestedAt", announced.requestedAt().toString());
  }

  static JsonObject money(Money money) {
    return new JsonObject().put("amount", money.amount()).put("currency", money.currency());
  }

  static JsonArray releases(Iterable<Release> released) {
    JsonArray json = new JsonArray();
    for (Release each : released) {
      json.add(
          new JsonObject()
              .put("sku", each.sku())
              .put("location", each.location())
              .put("quantity", each.quantity()));
    }
    return json;
  }
}
