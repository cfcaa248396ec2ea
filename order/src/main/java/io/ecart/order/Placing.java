package io.ecart.order;

import io.ecart.order.Placements.Outcome;
import io.ecart.runtime.auth.Caller;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places orders: prices from the catalogue, goods held in inventory, then the order written with
 * its event. A hold whose order was not written is given up; one whose order's fate is unknown is
 * left to end by its time, when inventory asks whether the order came to be.
 */
public final class Placing {

  /** An order on its way, before its goods are held. */
  private record Draft(UUID orderId, UUID holdId, Basket basket, Quote quote, NewOrder wanted) {}

  private final Catalogue catalogue;
  private final Stock stock;
  private final Placements placements;
  private final PaymentMode mode;
  private final Ids ids;
  private final AccessKeys accessKeys = new AccessKeys();

  public Placing(
      Catalogue catalogue, Stock stock, Placements placements, PaymentMode mode, Ids ids) {
    this.catalogue = catalogue;
    this.stock = stock;
    this.placements = placements;
    this.mode = mode;
    this.ids = ids;
  }

  /**
   * Places an order.
   *
   * @return the answer; fails with a {@link Problem}: 422 for what is not sold, 409 for stock and
   *     for another total than expected, {@code unavailable} when a part is away
   */
  Future<Reply> place(NewOrder wanted, Requester by) {
    Basket basket = Basket.of(wanted.lines());
    return catalogue
        .find(basket.skus())
        .map(products -> Quote.of(basket, products).requireExpected(wanted.expectedTotal()))
        .map(quote -> new Draft(ids.next(), ids.next(), basket, quote, wanted))
        .compose(draft -> hold(draft).compose(allocations -> write(draft, by, allocations)));
  }

  private Future<Map<String, List<Allocation>>> hold(Draft draft) {
    String reference = "order/" + draft.orderId();
    return stock
        .hold(new Stock.Hold(draft.holdId(), reference, draft.basket().skuToQuantity()))
        .recover(failure -> Future.failedFuture(notHeld(draft, failure)));
  }

  /** Only a refusal says for certain that nothing is held. */
  private Throwable notHeld(Draft draft, Throwable failure) {
    if (failure instanceof Problem problem && problem.code() == ProblemCode.INSUFFICIENT_STOCK) {
      return draft.basket().pointed(problem);
    }
    stock.release(draft.holdId());
    return failure;
  }

  private Future<Reply> write(
      Draft draft, Requester by, Map<String, List<Allocation>> allocations) {
    return placements
        .nextNumber()
        .map(number -> placement(draft, by, number, new Dealing(allocations)))
        .compose(
            placement -> placements.write(placement).map(outcome -> settle(placement, outcome)))
        // Whatever failed up to here failed before anything was written.
        .recover(failure -> Future.succeededFuture(giveUp(draft.holdId(), failure)))
        .compose(answer -> answer);
  }

  private Future<Reply> settle(Placement placement, Outcome outcome) {
    return switch (outcome) {
      case WRITTEN -> Future.succeededFuture(placement.reply());
      case KEY_TAKEN -> replay(placement);
      case NOT_WRITTEN ->
          giveUp(placement.holdId(), Problem.unavailable("The order could not be written"));
      case UNKNOWN ->
          Problem.unavailable("It is not known whether the order was written", 5).future();
    };
  }

  private <T> Future<T> giveUp(UUID holdId, Throwable failure) {
    stock.release(holdId);
    return Future.failedFuture(failure);
  }

  private Future<Reply> replay(Placement placement) {
    stock.release(placement.holdId());
    return placements
        .answered(Objects.requireNonNull(placement.key(), "only a key can be taken"))
        .map(stored -> stored.orElseThrow(() -> Problem.unavailable("Try again")));
  }

  private Placement placement(Draft draft, Requester by, long number, Dealing goods) {
    String customerId = customerOf(draft.wanted(), by.caller());
    String accessKey = customerId == null ? accessKeys.next() : null;
    String accessKeyHash = accessKey == null ? null : AccessKeys.hash(accessKey);
    Origin origin =
        new Origin(
            draft.orderId(),
            number,
            new Owner(customerId, accessKeyHash),
            draft.quote().currency(),
            draft.wanted().metadata());
    Order order = Order.placed(origin, mode, lines(draft, goods), draft.wanted().recipient());
    String json = OrderJson.write(order);
    JsonObject details = new JsonObject().put("reservationId", draft.holdId().toString());
    return new Placement(
        order,
        draft.holdId(),
        OrderEvent.of(ids.next(), "order.placed", order, json, by.cause(), details),
        reply(order, OrderJson.withAccessKey(json, accessKey)),
        by.key());
  }

  /** Staff and services order for others, or for guests; everybody else for themselves. */
  private static @Nullable String customerOf(NewOrder wanted, Caller caller) {
    return caller.mayActForOthers() ? wanted.customerId() : caller.subject();
  }

  private List<OrderLine> lines(Draft draft, Dealing goods) {
    return draft.quote().lines().stream()
        .map(
            line -> {
              int units = line.asked().quantity();
              return OrderLine.of(
                  ids.next(), line.item(), units, goods.take(line.item().sku(), units));
            })
        .toList();
  }

  private static Reply reply(Order order, String json) {
    Map<String, String> headers =
        Map.of(
            "Location", "/api/v1/orders/" + order.id(),
            "ETag", "\"" + order.version() + "\"");
    return new Reply(201, headers, Buffer.buffer(json));
  }
}
