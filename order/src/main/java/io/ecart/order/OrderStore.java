package io.ecart.order;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where orders are kept. */
public interface OrderStore {

  /**
   * Which orders are listed, newest first.
   *
   * @param customerId of this customer; null for all
   * @param sku with a line of this product
   * @param from placed at that time or later
   * @param to placed before that time
   * @param number with this number
   * @param before the id at which the last page ended
   * @param limit orders at most
   */
  record Filter(
      @Nullable String customerId,
      @Nullable OrderStatus status,
      @Nullable String sku,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Long number,
      @Nullable UUID before,
      int limit) {

    /** The same for one customer. */
    Filter of(String customer) {
      return new Filter(customer, status, sku, from, to, number, before, limit);
    }
  }

  /**
   * What a step makes of an order.
   *
   * @param order after the step; the very same order when nothing changed
   * @param events what is told about it, in order
   * @param reply to the client
   * @param revisionId under which a hold for the step was taken; null without one
   */
  record Change(Order order, List<OrderEvent> events, Reply reply, @Nullable UUID revisionId) {

    public static Change of(Order order, List<OrderEvent> events, Reply reply) {
      return new Change(order, events, reply, null);
    }

    /** Nothing changed; the client learns how things stand. */
    public static Change none(Order order, Reply reply) {
      return new Change(order, List.of(), reply, null);
    }
  }

  /** A step; throws a problem when it is not possible. */
  @FunctionalInterface
  interface Step {
    Change apply(Order order);
  }

  Future<Optional<Order>> find(UUID id);

  /** The order; fails with {@code not_found}. */
  default Future<Order> require(UUID id) {
    return find(id).map(found -> found.orElseThrow(() -> Order.notFound(id)));
  }

  /** Orders without their papers. */
  Future<List<Order>> list(Filter filter);

  /**
   * Takes one step while no other step of that order can be taken.
   *
   * @param key null when the client gave none; a repeat gets the first reply
   * @return the step's reply, once all is durable; fails with {@code not_found}, and with what the
   *     step throws
   */
  Future<Reply> change(@Nullable IdempotencyKey key, UUID orderId, Step step);

  /** The order that a return belongs to. */
  Future<Optional<UUID>> orderOfReturn(UUID returnId);

  /**
   * Which of these ids came to be, as orders or as changes of one. Every other id is made void: it
   * never will, so that "there is none" is certain.
   */
  Future<Set<UUID>> existing(Collection<UUID> ids);

  /** The first ids under which goods were held for changes of an order, oldest first. */
  Future<List<UUID>> revisions(UUID orderId, int limit);

  /** Pending orders that were placed before a time, oldest first. */
  Future<List<UUID>> unpaid(Instant placedBefore, int limit);
}
