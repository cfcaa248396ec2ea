package io.ecart.order;

import io.ecart.order.OrderStore.Change;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets goods come back: announced by the buyer or staff, received by staff. */
public final class Returns {

  /**
   * An announcement.
   *
   * @param lines units per line
   * @param reason the buyer's words
   * @param metadata texts for the event that tells of the goods, once they came
   */
  public record Announcement(List<LineQuantity> lines, String reason, JsonObject metadata) {}

  private final OrderStore store;
  private final Stock stock;
  private final Ids ids;
  private final Clock clock;

  public Returns(OrderStore store, Stock stock, Ids ids, Clock clock) {
    this.store = store;
    this.stock = stock;
    this.ids = ids;
    this.clock = clock;
  }

  /** Announces a return; the answer is the return. */
  public Future<Reply> request(Requester by, UUID orderId, Announcement announced) {
    return store.change(by.key(), orderId, order -> requested(by, order, announced));
  }

  private Change requested(Requester by, Order order, Announcement announced) {
    UUID id = ids.next();
    Order after =
        Returning.request(
            order.requireFor(by.caller()), announced, id, by.cause(), clock.instant());
    JsonObject json = OrderReplies.orderReturn(order.id(), Returning.require(after, id));
    return Change.of(
        after, List.of(), Reply.created("/api/v1/returns/" + id, json).etagOfContent());
  }

  /**
   * Notes goods that came in, all that were announced or some of them; the answer is the return.
   *
   * @param metadata texts for the event, on top of those of the announcement
   */
  public Future<Reply> receive(
      Requester by, UUID returnId, List<Received> goods, JsonObject metadata) {
    return requireLocations(goods)
        .compose(known -> orderOf(returnId))
        .compose(
            orderId ->
                store.change(
                    by.key(), orderId, order -> received(by, order, returnId, goods, metadata)));
  }

  /** A place that is not there could not be booked; while inventory is away it is taken for one. */
  private Future<Void> requireLocations(List<Received> goods) {
    Set<String> named = Returning.locations(goods);
    return named.isEmpty()
        ? Future.succeededFuture()
        : stock
            .locations()
            .recover(e -> WithoutStock.assume(named, e))
            .map(
                known -> {
                  Returning.requireLocations(goods, known);
                  return null;
                });
  }

  private Change received(
      Requester by, Order order, UUID returnId, List<Received> goods, JsonObject metadata) {
    List<Received> placed = Returning.placed(order.requireFor(by.caller()), goods);
    Order after = Returning.receive(order, returnId, placed, clock.instant());
    JsonObject details = new JsonObject().put("return", details(after, returnId, placed));
    JsonObject texts = Returning.require(after, returnId).metadata().copy().mergeIn(metadata);
    if (!texts.isEmpty()) {
      details.put("metadata", texts);
    }
    OrderEvent event =
        OrderEvent.of(
            ids.next(), "order.returned", after, OrderJson.write(after), by.cause(), details);
    JsonObject json = OrderReplies.orderReturn(order.id(), Returning.require(after, returnId));
    return Change.of(after, List.of(event), Reply.ok(json).etagOfContent());
  }

  private static JsonObject details(Order order, UUID returnId, List<Received> goods) {
    JsonArray lines = new JsonArray();
    for (Received each : goods) {
      String sku = order.line(each.lineId()).map(OrderLine::sku).orElse("");
      lines.add(
          OrderReplies.line(each.lineId(), sku, each.quantity())
              .put("condition", Fields.wire(each.condition()))
              .put("location", each.location()));
    }
    return new JsonObject().put("id", returnId.toString()).put("lines", lines);
  }

  /** One return. */
  public Future<Reply> get(Caller caller, UUID returnId) {
    return orderOf(returnId)
        .compose(store::find)
        .map(found -> found.orElseThrow(() -> notFound(returnId)))
        .map(order -> visible(order, caller, returnId))
        .map(order -> OrderReplies.orderReturn(order.id(), Returning.require(order, returnId)))
        .map(json -> Reply.ok(json).etagOfContent());
  }

  private static Order visible(Order order, Caller caller, UUID returnId) {
    if (!order.origin().owner().admits(caller)) {
      throw notFound(returnId);
    }
    return order;
  }

  /** All returns of an order. */
  public Future<List<JsonObject>> list(Caller caller, UUID orderId, @Nullable String accessKey) {
    return store
        .require(orderId)
        .map(order -> order.requireFor(caller, accessKey))
        .map(
            order ->
                order.papers().returns().stream()
                    .map(each -> OrderReplies.orderReturn(orderId, each))
                    .toList());
  }

  private Future<UUID> orderOf(UUID returnId) {
    return store.orderOfReturn(returnId).map(found -> found.orElseThrow(() -> notFound(returnId)));
  }

  private static Problem notFound(UUID returnId) {
    return Problem.notFound("return " + returnId);
  }
}
