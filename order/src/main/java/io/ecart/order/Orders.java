package io.ecart.order;

import io.ecart.order.OrderEvent.Cause;
import io.ecart.order.OrderStore.Change;
import io.ecart.order.OrderStore.Filter;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads orders, and ends them before anything was shipped. */
public final class Orders {
  private static final String UNPAID = "not paid in time";

  private final OrderStore store;
  private final Ids ids;
  private final Clock clock;

  public Orders(OrderStore store, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param accessKey of a guest; null without one
   * @return fails with {@code not_found} for an order that is not the caller's, too
   */
  public Future<Order> find(Caller caller, UUID id, @Nullable String accessKey) {
    return store.require(id).map(order -> order.requireFor(caller, accessKey));
  }

  /** The order as an answer. */
  public Future<Reply> get(Caller caller, UUID id, @Nullable String accessKey) {
    return find(caller, id, accessKey).map(OrderReplies::of);
  }

  /** Customers see their own orders only, whatever the filter says. */
  public Future<List<Order>> list(Caller caller, Filter filter) {
    boolean foreign = filter.customerId() != null && !filter.customerId().equals(caller.subject());
    if (!caller.mayActForOthers() && foreign) {
      return Future.succeededFuture(List.of());
    }
    return store.list(caller.mayActForOthers() ? filter : filter.of(caller.subject()));
  }

  /**
   * Cancels an order of which nothing was shipped; its goods are free again.
   *
   * @param metadata texts for the event
   */
  public Future<Reply> cancel(Requester by, UUID id, String reason, JsonObject metadata) {
    return store.change(
        by.key(),
        id,
        order -> {
          Order cancelled = order.requireFor(by.caller()).cancel(clock.instant());
          JsonObject details = ended(reason, order);
          if (!metadata.isEmpty()) {
            details.put("metadata", metadata);
          }
          return change("order.cancelled", cancelled, by.cause(), details);
        });
  }

  /** Ends a pending order that was not paid in time. */
  Future<Reply> expire(UUID id, String traceparent) {
    return store.change(
        null,
        id,
        order ->
            change(
                "order.expired",
                order.expire(clock.instant()),
                new Cause(Cause.SYSTEM, traceparent),
                ended(UNPAID, order)));
  }

  private static JsonObject ended(String reason, Order before) {
    return new JsonObject()
        .put("reason", reason)
        .put("released", OrderReplies.releases(before.open()));
  }

  private Change change(String event, Order after, Cause cause, JsonObject details) {
    String json = OrderJson.write(after);
    return Change.of(
        after,
        List.of(OrderEvent.of(ids.next(), event, after, json, cause, details)),
        OrderReplies.of(after, json));
  }
}
