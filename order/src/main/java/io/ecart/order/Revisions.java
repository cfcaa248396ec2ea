package io.ecart.order;

import io.ecart.order.OrderStore.Change;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes what an order is about, until something was shipped. Only the difference is held or given
 * up. Between the hold and the write the order's version is the lock: of two changes at once one
 * finds the version moved, and gives its hold up.
 *
 * <p>A change that needs more goods takes its hold under an id of its own, which is written with
 * the change: should this process die in between, inventory asks for that id in due time, learns
 * that it never came to be, and lets go.
 */
public final class Revisions {

  /**
   * What an order should be.
   *
   * @param lines all of them; null leaves them
   * @param recipient makes the new one of the old
   */
  public record Wish(@Nullable List<WantedLine> lines, UnaryOperator<Recipient> recipient) {}

  /** Asks for whatever version there is. */
  public static final long ANY_VERSION = -1;

  /** How often another change may come first for one who asks for any version. */
  private static final int MOST_TRIES = 8;

  private record Draft(UUID id, Order before, RevisionPlan plan, Quote quote, Recipient to) {}

  private final OrderStore store;
  private final Catalogue catalogue;
  private final Stock stock;
  private final Ids ids;
  private final Clock clock;

  public Revisions(OrderStore store, Catalogue catalogue, Stock stock, Ids ids, Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.stock = stock;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param version that the order must have, or {@link #ANY_VERSION}
   * @return the order; fails with {@code version_mismatch}, {@code illegal_state}, {@code
   *     insufficient_stock} and, like placing, for what is not sold
   */
  public Future<Reply> revise(Requester by, UUID orderId, long version, Wish wish) {
    return version == ANY_VERSION
        ? reviseAny(by, orderId, wish, MOST_TRIES)
        : reviseOne(by, orderId, version, wish);
  }

  /** Begins anew, from the order as it is then, when another change came first. */
  private Future<Reply> reviseAny(Requester by, UUID orderId, Wish wish, int tries) {
    return reviseOne(by, orderId, ANY_VERSION, wish)
        .recover(
            failure -> {
              if (!hasMoved(failure)) {
                return Future.failedFuture(failure);
              }
              return tries > 1
                  ? reviseAny(by, orderId, wish, tries - 1)
                  : Problem.unavailable("The order changes all the time").future();
            });
  }

  private static boolean hasMoved(Throwable failure) {
    return failure instanceof Problem problem && problem.code() == ProblemCode.VERSION_MISMATCH;
  }

  private Future<Reply> reviseOne(Requester by, UUID orderId, long version, Wish wish) {
    return store
        .require(orderId)
        .map(order -> requireVersion(order.requireFor(by.caller()), version).requireRevisable())
        .compose(order -> draft(order, wish))
        .compose(draft -> hold(draft).compose(held -> write(by, draft, held)));
  }

  private static Order requireVersion(Order order, long version) {
    if (version != ANY_VERSION && version != order.version()) {
      throw Problem.of(ProblemCode.VERSION_MISMATCH, "The order is at version " + order.version());
    }
    return order;
  }

  private Future<Draft> draft(Order order, Wish wish) {
    RevisionPlan plan =
        wish.lines() == null ? RevisionPlan.same(order) : RevisionPlan.of(order, wish.lines());
    Basket growth = plan.growth();
    Recipient to = wish.recipient().apply(order.recipient());
    return products(growth)
        .map(products -> Quote.of(growth, products).requireCurrency(order.origin().currency()))
        .map(quote -> new Draft(ids.next(), order, plan, quote, to));
  }

  private Future<Map<String, Catalogue.Product>> products(Basket growth) {
    return growth.lines().isEmpty()
        ? Future.succeededFuture(Map.of())
        : catalogue.find(growth.skus());
  }

  private Future<Map<String, List<Allocation>>> hold(Draft draft) {
    Basket growth = draft.plan().growth();
    if (growth.lines().isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return stock
        .hold(new Stock.Hold(draft.id(), "order/" + draft.id(), growth.skuToQuantity()))
        .recover(failure -> Future.failedFuture(notHeld(draft, failure)));
  }

  private Throwable notHeld(Draft draft, Throwable failure) {
    if (failure instanceof Problem problem && problem.code() == ProblemCode.INSUFFICIENT_STOCK) {
      return draft.plan().growth().pointed(problem);
    }
    stock.release(draft.id());
    return failure;
  }

  private Future<Reply> write(Requester by, Draft draft, Map<String, List<Allocation>> held) {
    return store
        .change(null, draft.before().id(), order -> change(by, draft, held, order))
        .recover(failure -> giveUp(draft, held, failure));
  }

  private Change change(
      Requester by, Draft draft, Map<String, List<Allocation>> held, Order order) {
    requireVersion(order, draft.before().version());
    List<OrderLine> lines = draft.plan().lines(new Dealing(held), draft.quote(), ids);
    if (lines.equals(order.lines()) && draft.to().equals(order.recipient())) {
      return Change.none(order, OrderReplies.of(order));
    }
    Order after = order.revise(lines, draft.to(), clock.instant());
    String json = OrderJson.write(after);
    OrderEvent event =
        OrderEvent.of(ids.next(), "order.revised", after, json, by.cause(), details(draft, held));
    return new Change(
        after, List.of(event), OrderReplies.of(after, json), held.isEmpty() ? null : draft.id());
  }

  private static JsonObject details(Draft draft, Map<String, List<Allocation>> held) {
    JsonArray lines = new JsonArray();
    draft
        .plan()
        .growth()
        .skuToQuantity()
        .forEach(
            (sku, quantity) ->
                lines.add(new JsonObject().put("sku", sku).put("quantity", quantity)));
    JsonObject added =
        new JsonObject().put("reservationId", draft.id().toString()).put("lines", lines);
    return new JsonObject()
        .put("added", held.isEmpty() ? null : added)
        .put("released", OrderReplies.releases(draft.plan().released()));
  }

  /** A hold goes when it is certain that its change was not written, and never will be. */
  private Future<Reply> giveUp(Draft draft, Map<String, List<Allocation>> held, Throwable failure) {
    if (held.isEmpty()) {
      return Future.failedFuture(failure);
    }
    Future<Set<UUID>> written =
        failure instanceof Problem
            ? Future.succeededFuture(Set.of())
            : store.existing(Set.of(draft.id()));
    return written
        .onSuccess(
            existing -> {
              if (!existing.contains(draft.id())) {
                stock.release(draft.id());
              }
            })
        .transform(done -> Future.failedFuture(failure));
  }
}
