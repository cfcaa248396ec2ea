package io.ecart.order.postgres;

import io.ecart.order.Order;
import io.ecart.order.OrderEvent;
import io.ecart.order.OrderJson;
import io.ecart.order.OrderLine;
import io.ecart.order.OrderReturn;
import io.ecart.order.OrderStore.Change;
import io.ecart.order.Payment;
import io.ecart.order.Shipment;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.kafka.Outbox;
import io.ecart.runtime.postgres.SqlStates;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a step made of an order: what differs between before and after, and the events. The
 * statements are sent one behind the other without waiting.
 */
final class OrderChange {
  private static final String ORDER =
      "UPDATE orders SET status = $3, payment_status = $4, fulfillment_status = $5,"
          + " total_minor = $6, contact = $7, shipping_address = $8, version = $9, updated_at = $10"
          + " WHERE id = $1 AND version = $2";
  private static final String LINES =
      "INSERT INTO order_line (order_id, line_id, sku, name, quantity, unit_price_minor,"
          + " allocated_from, shipped, returned)"
          + " SELECT $1, l.id, l.sku, l.name, l.quantity, l.price, l.allocated::jsonb, l.shipped,"
          + " l.returned FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::bigint[],"
          + " $7::text[], $8::int[], $9::int[])"
          + " AS l (id, sku, name, quantity, price, allocated, shipped, returned)"
          + " ON CONFLICT (order_id, line_id) DO UPDATE SET quantity = excluded.quantity,"
          + " allocated_from = excluded.allocated_from, shipped = excluded.shipped,"
          + " returned = excluded.returned";
  private static final String DROP_LINES =
      "DELETE FROM order_line WHERE order_id = $1 AND line_id = ANY($2::uuid[])";
  private static final String SHIPMENT =
      "INSERT INTO shipment (id, order_id, lines, carrier, tracking, shipped_at, delivered_at)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7)"
          + " ON CONFLICT (id) DO UPDATE SET delivered_at = excluded.delivered_at";
  private static final String RETURN =
      "INSERT INTO order_return (id, order_id, lines, reason, requested_at, metadata, requested_by,"
          + " traceparent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET"
          + " lines = excluded.lines";
  private static final String PAYMENT =
      "INSERT INTO payment (order_id, reference, status, amount_minor, currency, at)"
          + " VALUES ($1, $2, $3, $4, $5, $6)";
  private static final String REVISION =
      "INSERT INTO order_revision (id, order_id) VALUES ($1, $2)";

  private final SqlConnection transaction;
  private final Order before;
  private final Order after;
  private final Change change;
  private final List<Future<?>> sent = new ArrayList<>();

  OrderChange(SqlConnection transaction, Order before, Change change) {
    this.transaction = transaction;
    this.before = before;
    this.after = change.order();
    this.change = change;
  }

  /** Ends when every statement has; fails with the first that failed. */
  Future<Void> save() {
    if (after.equals(before)) {
      return Future.succeededFuture();
    }
    send(ORDER, order());
    lines();
    news(before.papers().shipments(), after.papers().shipments())
        .forEach(each -> send(SHIPMENT, shipment(each)));
    news(before.papers().returns(), after.papers().returns())
        .forEach(each -> send(RETURN, orderReturn(each)));
    news(before.papers().payments(), after.papers().payments())
        .forEach(each -> send(PAYMENT, payment(each)));
    UUID revisionId = change.revisionId();
    if (revisionId != null) {
      revision(revisionId);
    }
    events();
    return Future.all(sent).mapEmpty();
  }

  private void send(String sql, Tuple parameters) {
    sent.add(transaction.preparedQuery(sql).execute(parameters));
  }

  /** The id of a hold that took too long was made void, and inventory has let go of the goods. */
  private void revision(UUID id) {
    sent.add(
        transaction
            .preparedQuery(REVISION)
            .execute(Tuple.of(id, after.id()))
            .recover(
                failure ->
                    SqlStates.isUniqueViolation(failure)
                        ? Problem.unavailable("The goods were not held long enough").future()
                        : Future.failedFuture(failure)));
  }

  private Tuple order() {
    return Tuple.of(
            after.id(),
            before.version(),
            Fields.wire(after.state().status()),
            Fields.wire(after.state().payment()),
            Fields.wire(after.state().fulfillment()))
        .addLong(after.total().amount())
        .addValue(new JsonObject(OrderJson.write(after.recipient().contact())))
        .addValue(new JsonObject(OrderJson.write(after.recipient().address())))
        .addLong(after.version())
        .addValue(at(after.stamp().updatedAt()));
  }

  private void lines() {
    List<OrderLine> changed = news(before.lines(), after.lines());
    if (!changed.isEmpty()) {
      Tuple row = Tuple.of(after.id());
      new Columns<>(row, changed)
          .add(UUID[]::new, OrderLine::id)
          .add(String[]::new, OrderLine::sku)
          .add(String[]::new, line -> line.item().name())
          .add(Integer[]::new, OrderLine::quantity)
          .add(Long[]::new, line -> line.item().unitPriceMinor())
          .add(String[]::new, line -> OrderRows.json(line.allocatedFrom()).encode())
          .add(Integer[]::new, OrderLine::shipped)
          .add(Integer[]::new, OrderLine::returned);
      send(LINES, row);
    }
    List<UUID> kept = after.lines().stream().map(OrderLine::id).toList();
    UUID[] dropped =
        before.lines().stream()
            .map(OrderLine::id)
            .filter(id -> !kept.contains(id))
            .toArray(UUID[]::new);
    if (dropped.length > 0) {
      send(DROP_LINES, Tuple.of(after.id()).addValue(dropped));
    }
  }

  private static <T> List<T> news(List<T> before, List<T> after) {
    return after.stream().filter(each -> !before.contains(each)).toList();
  }

  private Tuple shipment(Shipment each) {
    return Tuple.of(
            each.id(), after.id(), PaperRows.shipmentLines(each), each.carrier(), each.tracking())
        .addValue(at(each.shippedAt()))
        .addValue(at(each.deliveredAt()));
  }

  private Tuple orderReturn(OrderReturn each) {
    return Tuple.of(
        each.id(),
        after.id(),
        PaperRows.returnLines(each),
        each.reason(),
        Objects.requireNonNull(at(each.requestedAt())),
        each.metadata(),
        each.cause().actor(),
        each.cause().traceparent());
  }

  private Tuple payment(Payment each) {
    return Tuple.of(
        after.id(),
        each.reference(),
        Fields.wire(each.status()),
        each.amount().amount(),
        each.amount().currency(),
        Objects.requireNonNull(at(each.at())));
  }

  private void events() {
    String[] keys = change.events().stream().map(OrderEvent::key).toArray(String[]::new);
    String[] payloads = change.events().stream().map(OrderEvent::payload).toArray(String[]::new);
    sent.add(Outbox.append(transaction, "order.events", keys, payloads));
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
