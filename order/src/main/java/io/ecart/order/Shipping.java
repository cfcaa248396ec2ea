package io.ecart.order;

import io.ecart.order.Shipments.Parcel;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The steps of an order's goods on their way out. */
final class Shipping {

  private Shipping() {}

  /** The order with one shipment more; its goods leave from where they are allocated. */
  static Order ship(Order order, Parcel parcel, UUID shipmentId, Instant now) {
    order.requireStatus(OrderStatus.CONFIRMED, "be shipped");
    if (order.state().payment() == PaymentStatus.REFUNDED) {
      throw Problem.illegalState("The order cannot be shipped: its payment was refunded");
    }
    Map<OrderLine, Integer> units = Lines.take(order, parcel.lines(), OrderLine::unshipped);
    List<OrderLine> lines =
        order.lines().stream().map(line -> line.ship(units.getOrDefault(line, 0))).toList();
    List<Shipment> shipments = new ArrayList<>(order.papers().shipments());
    shipments.add(shipment(parcel, units, shipmentId, now));
    OrderState state = order.state().with(shippedState(lines));
    return order.next(state, lines, order.papers().withShipments(shipments), now);
  }

  /**
   * @param onHand units by sku; empty when nobody could be asked, and then all is taken for granted
   * @throws Problem 409 {@code insufficient_stock} naming the lines that are not there to be sent
   */
  static void requireOnHand(Order order, Parcel parcel, Map<String, Long> onHand) {
    Map<String, Long> left = new HashMap<>(onHand);
    List<FieldError> missing = new ArrayList<>();
    for (int i = 0; i < parcel.lines().size(); i++) {
      LineQuantity wanted = parcel.lines().get(i);
      String sku = Lines.require(order, wanted.lineId(), i).sku();
      long there = left.getOrDefault(sku, Long.MAX_VALUE);
      if (wanted.quantity() > there) {
        missing.add(notThere(i, sku, wanted.quantity(), there));
      }
      left.put(sku, there - wanted.quantity());
    }
    if (!missing.isEmpty()) {
      throw Problem.insufficientStock(missing);
    }
  }

  private static FieldError notThere(int index, String sku, int requested, long onHand) {
    long there = Math.max(0, onHand);
    return new FieldError(
        "/lines/" + index,
        "insufficient_stock",
        "Only " + there + " units of " + sku + " are on hand",
        new JsonObject().put("sku", sku).put("requested", requested).put("available", there));
  }

  private static Shipment shipment(
      Parcel parcel, Map<OrderLine, Integer> units, UUID id, Instant now) {
    List<Shipment.Line> lines = new ArrayList<>();
    units.forEach(
        (line, quantity) ->
            lines.add(new Shipment.Line(line.id(), line.sku(), quantity, line.next(quantity))));
    return new Shipment(id, lines, parcel.carrier(), parcel.tracking(), now, null);
  }

  private static FulfillmentStatus shippedState(List<OrderLine> lines) {
    boolean all = lines.stream().allMatch(line -> line.unshipped() == 0);
    return all ? FulfillmentStatus.FULFILLED : FulfillmentStatus.PARTIAL;
  }

  /** The order with one of its shipments arrived; with the last one it is complete. */
  static Order deliver(Order order, UUID shipmentId, Instant now) {
    Shipment shipment = require(order, shipmentId);
    if (shipment.isDelivered()) {
      throw Problem.illegalState("The shipment was delivered before");
    }
    List<Shipment> shipments =
        order.papers().shipments().stream()
            .map(each -> each.equals(shipment) ? each.deliver(now) : each)
            .toList();
    OrderState state = deliveredState(order.state(), shipments);
    return order.next(state, order.lines(), order.papers().withShipments(shipments), now);
  }

  static Shipment require(Order order, UUID shipmentId) {
    return order.papers().shipments().stream()
        .filter(each -> each.id().equals(shipmentId))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("shipment " + shipmentId + " of this order"));
  }

  private static OrderState deliveredState(OrderState state, List<Shipment> shipments) {
    boolean over =
        state.fulfillment() == FulfillmentStatus.FULFILLED
            && shipments.stream().allMatch(Shipment::isDelivered);
    return over ? state.with(FulfillmentStatus.DELIVERED).with(OrderStatus.COMPLETED) : state;
  }
}
