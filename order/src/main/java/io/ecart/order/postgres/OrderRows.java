package io.ecart.order.postgres;

import io.ecart.order.Address;
import io.ecart.order.Allocation;
import io.ecart.order.Contact;
import io.ecart.order.FulfillmentStatus;
import io.ecart.order.Item;
import io.ecart.order.Order;
import io.ecart.order.OrderLine;
import io.ecart.order.OrderState;
import io.ecart.order.OrderStatus;
import io.ecart.order.Origin;
import io.ecart.order.Owner;
import io.ecart.order.Papers;
import io.ecart.order.PaymentStatus;
import io.ecart.order.Recipient;
import io.ecart.order.Stamp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of orders and their lines as values. */
final class OrderRows {
  /** The columns of an order, its lines as one array among them; the table is called {@code o}. */
  static final String COLUMNS =
      """
      o.id, o.status, o.payment_status, o.fulfillment_status, o.number, o.customer_id,
      o.access_key_hash, o.currency, o.contact, o.shipping_address, o.metadata, o.version,
      o.updated_at,
      (SELECT json_agg(json_build_array(l.line_id, l.sku, l.name, l.quantity, l.unit_price_minor,
          l.allocated_from, l.shipped, l.returned) ORDER BY l.line_id)
        FROM order_line l WHERE l.order_id = o.id) AS lines\
      """;

  private OrderRows() {}

  static Order order(Row row, Papers papers) {
    Origin origin =
        new Origin(
            row.getUUID("id"),
            row.getLong("number"),
            new Owner(row.getString("customer_id"), row.getString("access_key_hash")),
            row.getString("currency"),
            row.getJsonObject("metadata"));
    OrderState state =
        new OrderState(
            constant(OrderStatus.class, row.getString("status")),
            constant(PaymentStatus.class, row.getString("payment_status")),
            constant(FulfillmentStatus.class, row.getString("fulfillment_status")));
    Recipient recipient =
        new Recipient(
            contact(row.getJsonObject("contact")), address(row.getJsonObject("shipping_address")));
    Stamp stamp =
        new Stamp(row.getLong("version"), row.getOffsetDateTime("updated_at").toInstant());
    return new Order(
        origin, state, each(row.getJsonArray("lines"), OrderRows::line), recipient, papers, stamp);
  }

  private static OrderLine line(JsonArray columns) {
    Item item = new Item(columns.getString(1), columns.getString(2), columns.getLong(4));
    return new OrderLine(
        UUID.fromString(columns.getString(0)),
        item,
        columns.getInteger(3),
        allocations(columns.getJsonArray(5)),
        columns.getInteger(6),
        columns.getInteger(7));
  }

  private static Contact contact(JsonObject json) {
    return new Contact(json.getString("email"), json.getString("phone"));
  }

  private static Address address(JsonObject json) {
    return new Address(
        json.getString("name"),
        json.getString("line1"),
        json.getString("line2"),
        json.getString("city"),
        json.getString("region"),
        json.getString("postalCode"),
        json.getString("country"));
  }

  static List<Allocation> allocations(JsonArray json) {
    return json.stream()
        .map(JsonObject.class::cast)
        .map(each -> new Allocation(each.getString("location"), each.getInteger("quantity")))
        .toList();
  }

  static JsonArray json(List<Allocation> allocations) {
    JsonArray json = new JsonArray();
    for (Allocation each : allocations) {
      json.add(new JsonObject().put("location", each.location()).put("quantity", each.quantity()));
    }
    return json;
  }

  /** The elements of an array of arrays; none for a null. */
  static <T> List<T> each(@Nullable JsonArray rows, Function<JsonArray, T> reader) {
    return rows == null ? List.of() : rows.stream().map(JsonArray.class::cast).map(reader).toList();
  }

  static <E extends Enum<E>> E constant(Class<E> type, String wire) {
    return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
  }
}
