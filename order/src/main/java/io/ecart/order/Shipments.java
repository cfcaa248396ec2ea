package io.ecart.order;

import io.ecart.order.OrderStore.Change;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets goods leave and arrive. */
public final class Shipments {

  /**
   * What is to leave.
   *
   * @param lines units per line; may be a part of the order
   * @param carrier who carries it
   * @param tracking the carrier's number
   * @param metadata texts for the event
   */
  public record Parcel(
      List<LineQuantity> lines,
      @Nullable String carrier,
      @Nullable String tracking,
      JsonObject metadata) {}

  private final OrderStore store;
  private final Stock stock;
  private final Ids ids;
  private final Clock clock;

  public Shipments(OrderStore store, Stock stock, Ids ids, Clock clock) {
    this.store = store;
    this.stock = stock;
    this.ids = ids;
    this.clock = clock;
  }

  /** Ships units of a confirmed order; the answer is the shipment. */
  public Future<Reply> ship(Requester by, UUID orderId, Parcel parcel) {
    return onHand(orderId, parcel)
        .compose(onHand -> store.change(by.key(), orderId, o -> shipped(by, o, parcel, onHand)));
  }

  /**
   * What can leave at all: goods that were sold on backorder may not be there yet. While inventory
   * is away whoever packs the parcel is believed.
   */
  private Future<Map<String, Long>> onHand(UUID orderId, Parcel parcel) {
    return store
        .find(orderId)
        .map(found -> found.map(order -> Lines.skus(order, parcel.lines())).orElse(Set.of()))
        .compose(skus -> stock.onHand(skus).recover(e -> WithoutStock.assume(Map.of(), e)));
  }

  private Change shipped(Requester by, Order order, Parcel parcel, Map<String, Long> onHand) {
    UUID id = ids.next();
    Order after = Shipping.ship(order.requireFor(by.caller()), parcel, id, clock.instant());
    Shipping.requireOnHand(order, parcel, onHand);
    JsonObject shipment = OrderReplies.shipment(order.id(), Shipping.require(after, id));
    JsonObject details = new JsonObject().put("shipment", shipment);
    if (!parcel.metadata().isEmpty()) {
      details.put("metadata", parcel.metadata());
    }
    OrderEvent event =
        OrderEvent.of(
            ids.next(), "order.shipped", after, OrderJson.write(after), by.cause(), details);
    String location = "/api/v1/orders/" + order.id() + "/shipments/" + id;
    return Change.of(after, List.of(event), Reply.created(location, shipment).etagOfContent());
  }

  /** Notes that a shipment arrived; the answer is the order, complete with its last shipment. */
  public Future<Reply> deliver(Requester by, UUID orderId, UUID shipmentId) {
    return store.change(by.key(), orderId, order -> delivered(by, order, shipmentId));
  }

  private Change delivered(Requester by, Order order, UUID shipmentId) {
    Order after = Shipping.deliver(order.requireFor(by.caller()), shipmentId, clock.instant());
    String json = OrderJson.write(after);
    JsonObject details =
        new JsonObject().put("shipment", new JsonObject().put("id", shipmentId.toString()));
    List<OrderEvent> events = new ArrayList<>();
    events.add(OrderEvent.of(ids.next(), "order.delivered", after, json, by.cause(), details));
    if (after.state().status() == OrderStatus.COMPLETED) {
      events.add(
          OrderEvent.of(ids.next(), "order.completed", after, json, by.cause(), new JsonObject()));
    }
    return Change.of(after, events, OrderReplies.of(after, json));
  }

  /** All shipments of an order. */
  public Future<List<JsonObject>> list(Caller caller, UUID orderId, @Nullable String accessKey) {
    return find(caller, orderId, accessKey)
        .map(
            order ->
                order.papers().shipments().stream()
                    .map(each -> OrderReplies.shipment(orderId, each))
                    .toList());
  }

  /** One shipment of an order. */
  public Future<Reply> get(
      Caller caller, UUID orderId, UUID shipmentId, @Nullable String accessKey) {
    return find(caller, orderId, accessKey)
        .map(order -> Shipping.require(order, shipmentId))
        .map(shipment -> Reply.ok(OrderReplies.shipment(orderId, shipment)).etagOfContent());
  }

  private Future<Order> find(Caller caller, UUID orderId, @Nullable String accessKey) {
    return store.require(orderId).map(order -> order.requireFor(caller, accessKey));
  }
}
