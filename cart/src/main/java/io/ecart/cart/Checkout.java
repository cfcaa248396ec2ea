package io.ecart.cart;

import io.ecart.cart.OrderDesk.NotHeard;
import io.ecart.cart.OrderDesk.OtherBody;
import io.ecart.cart.OrderDesk.Outcome;
import io.ecart.cart.OrderDesk.Placed;
import io.ecart.cart.OrderDesk.Refused;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a cart into an order. The checkout is noted in the cart before the order service is asked,
 * and closed only when the outcome is known: whoever repeats it after a crash or a timeout asks
 * again under the same key, gets the same order, and the cart is emptied then.
 */
public final class Checkout {
  private static final Logger LOG = LoggerFactory.getLogger(Checkout.class);
  private static final int TAKE_TRIES = 20;
  private static final int RUNNING_TRIES = 40;
  private static final long RUNNING_MS = 100;
  private static final int FINISH_TRIES = 60;
  private static final long FINISH_MS = 500;

  private final Vertx vertx;
  private final Carts carts;
  private final CheckoutStore store;
  private final OrderDesk orders;

  public Checkout(Vertx vertx, Carts carts, CheckoutStore store, OrderDesk orders) {
    this.vertx = vertx;
    this.carts = carts;
    this.store = store;
    this.orders = orders;
  }

  /**
   * Orders what is in the cart.
   *
   * @param token the customer's bearer token; empty for a guest
   * @return the order; fails with {@code illegal_state} for an empty cart, and with what the order
   *     service says against it, in which case the cart is as before
   */
  public Future<JsonObject> place(Visit visit, String token, CheckoutForm form) {
    if (visit.once().hasHappened()) {
      return Future.succeededFuture(new JsonObject(visit.once().effect()));
    }
    return take(visit, form, TAKE_TRIES).compose(open -> settle(new Run(visit, open, token)));
  }

  /** One checkout on its way. */
  private record Run(Visit visit, OpenCheckout open, String token) {

    JsonObject body(int index) {
      return open.bodies().get(index);
    }

    /** A guest's checkout stays one, even when the guest has logged in meanwhile. */
    String bearer() {
      return open.by().isEmpty() ? "" : token;
    }
  }

  private Future<OpenCheckout> take(Visit visit, CheckoutForm form, int tries) {
    return carts.read(visit).compose(priced -> note(visit, form, priced, tries));
  }

  private Future<OpenCheckout> note(Visit visit, CheckoutForm form, PricedCart priced, int tries) {
    OpenCheckout open = opened(visit, form, priced);
    return store
        .take(visit, priced.cart(), open)
        .compose(
            noted -> {
              if (noted) {
                return Future.succeededFuture(open);
              }
              return tries > 1
                  ? take(visit, form, tries - 1)
                  : Problem.unavailable("The cart changes all the time").future();
            });
  }

  private static OpenCheckout opened(Visit visit, CheckoutForm form, PricedCart priced) {
    Cart cart = priced.cart();
    OpenCheckout known = cart.checkout().orElse(null);
    if (cart.items().isEmpty()) {
      throw Problem.illegalState("The cart is empty");
    }
    requireExpected(form, priced.subtotal());
    if (priced.costsTooMuch()) {
      throw Problem.illegalState(
          "An order costs at most " + CartLimits.MAX_TOTAL + " minor units, this cart costs more");
    }
    JsonObject body = form.orderOf(priced);
    if (known == null) {
      return OpenCheckout.begin(cart.version(), visit.shopper(), body);
    }
    if (!known.by().isEmpty() && !known.by().equals(visit.shopper())) {
      throw Problem.illegalState("Somebody else is checking this cart out");
    }
    return known.with(body);
  }

  private static void requireExpected(CheckoutForm form, Money subtotal) {
    Money expected = form.expectedTotal();
    if (expected != null && !expected.equals(subtotal)) {
      String now = subtotal.amount() + " " + subtotal.currency();
      throw Problem.of(
          ProblemCode.ILLEGAL_STATE,
          "The cart now costs " + now,
          List.of(new FieldError("/expectedTotal", "price_changed", "the total is " + now)));
    }
  }

  private Future<JsonObject> settle(Run run) {
    return settle(run, run.open().bodies().size() - 1, RUNNING_TRIES);
  }

  /** Asks for the newest body first; an earlier one comes up when the key was used with it. */
  private Future<JsonObject> settle(Run run, int index, int tries) {
    String key = run.open().key(run.visit().cartId());
    return orders
        .place(key, run.body(index), run.bearer())
        .compose(outcome -> conclude(run, index, tries, outcome));
  }

  private Future<JsonObject> conclude(Run run, int index, int tries, Outcome outcome) {
    if (outcome instanceof Placed placed) {
      return finish(run, run.body(index), placed.order());
    }
    if (outcome instanceof Refused refused) {
      return store
          .release(run.visit(), run.open())
          .transform(released -> refused.problem().<JsonObject>future());
    }
    if (outcome instanceof NotHeard notHeard) {
      return notHeard.problem().future();
    }
    if (outcome instanceof OtherBody) {
      return index > 0
          ? settle(run, index - 1, tries)
          : Problem.illegalState("Another request has just checked this cart out").future();
    }
    return whileRunning(run, index, tries);
  }

  /** What is left is {@link OrderDesk.StillRunning}. */
  private Future<JsonObject> whileRunning(Run run, int index, int tries) {
    if (tries == 0) {
      return Problem.of(
              ProblemCode.IDEMPOTENCY_IN_FLIGHT, "Another checkout of this cart is still running")
          .future();
    }
    return vertx.timer(RUNNING_MS).compose(waited -> settle(run, index, tries - 1));
  }

  /** The order exists: the customer gets it even when the cart cannot be emptied right now. */
  private Future<JsonObject> finish(Run run, JsonObject body, JsonObject order) {
    return store
        .finish(run.visit(), run.open(), body, order)
        .recover(
            away -> {
              LOG.warn("A cart is emptied later: {}", away.toString());
              finishLater(run, body, order, FINISH_TRIES);
              return Future.succeededFuture();
            })
        .map(emptied -> order);
  }

  private void finishLater(Run run, JsonObject body, JsonObject order, int tries) {
    if (tries == 0) {
      LOG.warn("A cart stays as it was until its checkout is repeated");
      return;
    }
    vertx.setTimer(
        FINISH_MS,
        fired ->
            store
                .finish(run.visit(), run.open(), body, order)
                .onFailure(away -> finishLater(run, body, order, tries - 1)));
  }
}
