package io.ecart.order.postgres;

import io.ecart.order.Money;
import io.ecart.order.OrderEvent.Cause;
import io.ecart.order.OrderReturn;
import io.ecart.order.Papers;
import io.ecart.order.Payment;
import io.ecart.order.Shipment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shipments, returns and payments as values, and back. */
final class PaperRows {
  /** To be selected beside {@link OrderRows#COLUMNS}. */
  static final String COLUMNS =
      """
      (SELECT json_agg(json_build_array(s.id, s.lines, s.carrier, s.tracking, s.shipped_at,
          s.delivered_at) ORDER BY s.id) FROM shipment s WHERE s.order_id = o.id) AS shipments,
      (SELECT json_agg(json_build_array(r.id, r.lines, r.reason, r.requested_at, r.metadata,
          r.requested_by, r.traceparent) ORDER BY r.id) FROM order_return r WHERE r.order_id = o.id) AS returns,
      (SELECT json_agg(json_build_array(p.reference, p.amount_minor, p.currency, p.status, p.at)
        ORDER BY p.at) FROM payment p WHERE p.order_id = o.id) AS payments\
      """;

  private PaperRows() {}

  static Papers papers(Row row) {
    return new Papers(
        OrderRows.each(row.getJsonArray("shipments"), PaperRows::shipment),
        OrderRows.each(row.getJsonArray("returns"), PaperRows::orderReturn),
        OrderRows.each(row.getJsonArray("payments"), PaperRows::payment));
  }

  private static Shipment shipment(JsonArray row) {
    String delivered = row.getString(5);
    return new Shipment(
        UUID.fromString(row.getString(0)),
        objects(row.getJsonArray(1)).stream().map(PaperRows::shipmentLine).toList(),
        row.getString(2),
        row.getString(3),
        time(row.getString(4)),
        delivered == null ? null : time(delivered));
  }

  private static Shipment.Line shipmentLine(JsonObject json) {
    return new Shipment.Line(
        UUID.fromString(json.getString("lineId")),
        json.getString("sku"),
        json.getInteger("quantity"),
        OrderRows.allocations(json.getJsonArray("from")));
  }

  private static OrderReturn orderReturn(JsonArray row) {
    return new OrderReturn(
        UUID.fromString(row.getString(0)),
        objects(row.getJsonArray(1)).stream().map(PaperRows::returnLine).toList(),
        row.getString(2),
        time(row.getString(3)),
        new Cause(row.getString(5), row.getString(6)),
        row.getJsonObject(4));
  }

  private static OrderReturn.Line returnLine(JsonObject json) {
    return new OrderReturn.Line(
        UUID.fromString(json.getString("lineId")),
        json.getString("sku"),
        json.getInteger("quantity"),
        json.getInteger("sellable"),
        json.getInteger("damaged"));
  }

  private static Payment payment(JsonArray row) {
    return new Payment(
        row.getString(0),
        new Money(row.getLong(1), row.getString(2)),
        OrderRows.constant(Payment.Status.class, row.getString(3)),
        time(row.getString(4)));
  }

  static JsonArray shipmentLines(Shipment shipment) {
    JsonArray lines = new JsonArray();
    for (Shipment.Line line : shipment.lines()) {
      lines.add(
          new JsonObject()
              .put("lineId", line.lineId().toString())
              .put("sku", line.sku())
              .put("quantity", line.quantity())
              .put("from", OrderRows.json(line.from())));
    }
    return lines;
  }

  static JsonArray returnLines(OrderReturn each) {
    JsonArray lines = new JsonArray();
    for (OrderReturn.Line line : each.lines()) {
      lines.add(
          new JsonObject()
              .put("lineId", line.lineId().toString())
              .put("sku", line.sku())
              .put("quantity", line.quantity())
              .put("sellable", line.sellable())
              .put("damaged", line.damaged()));
    }
    return lines;
  }

  private static List<JsonObject> objects(@Nullable JsonArray array) {
    return array == null ? List.of() : array.stream().map(JsonObject.class::cast).toList();
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
