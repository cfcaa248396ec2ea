package io.ecart.cart;

import io.ecart.cart.OrderDesk.NotHeard;
import io.ecart.cart.OrderDesk.OtherBody;
import io.ecart.cart.OrderDesk.Outcome;
import io.ecart.cart.OrderDesk.Placed;
import io.ecart.cart.OrderDesk.Refused;
import io.ecart.cart.OrderDesk.Repriced;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a cart into an order. The checkout is noted in the cart before the order service is asked,
 * and closed only when the outcome is known: whoever repeats it after a crash or a timeout asks
 * again under the same key, gets the same order, and the cart is emptied then.
 */
public final class Checkout {
  private static final Logger LOG = LoggerFactory.getLogger(Checkout.class);
  private static final int PRICE_TRIES = 2;
  private static final int TAKE_TRIES = 20;
  private static final int RUNNING_TRIES = 40;
  private static final long RUNNING_MS = 100;

  private final Vertx vertx;
  private final Carts carts;
  private final CheckoutStore store;
  private final OrderDesk orders;
  private final Emptying emptying;

  public Checkout(Vertx vertx, Carts carts, CheckoutStore store, OrderDesk orders) {
    this.vertx = vertx;
    this.carts = carts;
    this.store = store;
    this.orders = orders;
    this.emptying = new Emptying(vertx, store);
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
    return attempt(new Wish(visit, form, token, PRICE_TRIES));
  }

  /**
   * What the customer asks for.
   *
   * @param tries how often it may be asked of the order service at the prices of then
   */
  private record Wish(Visit visit, CheckoutForm form, String token, int tries) {

    /** The same once the checkout that came to nothing is closed, which leaves the cart as it was. */
    Wish again() {
      return new Wish(visit, form, token, tries - 1);
    }
  }

  /** One checkout on its way; {@code seen} is the cart in which it was noted. */
  private record Run(Wish wish, Cart seen, OpenCheckout open) {

    Visit visit() {
      return wish.visit();
    }

    JsonObject body(int index) {
      return open.bodies().get(index);
    }

    /** A guest's checkout stays one, even when the guest has logged in meanwhile. */
    String bearer() {
      return open.by().isEmpty() ? "" : wish.token();
    }
  }

  private Future<JsonObject> attempt(Wish wish) {
    return take(wish, TAKE_TRIES).compose(this::settle);
  }

  private Future<Run> take(Wish wish, int tries) {
    return carts.read(wish.visit()).compose(priced -> note(wish, priced, tries));
  }

  private Future<Run> note(Wish wish, PricedCart priced, int tries) {
    OpenCheckout open = opened(wish.visit(), wish.form(), priced);
    return store
        .take(wish.visit(), priced.cart(), open)
        .compose(
            noted -> {
              if (noted) {
                return Future.succeededFuture(new Run(wish, priced.cart(), open));
              }
              return tries > 1
                  ? take(wish, tries - 1)
                  : Problem.unavailable("The cart changes all the time").future();
            });
  }

  private static OpenCheckout opened(Visit visit, CheckoutForm form, PricedCart priced) {
    Cart cart = priced.cart();
    OpenCheckout known = cart.checkout().orElse(null);
    if (cart.items().isEmpty()) {
      throw Problem.illegalState("The cart is empty");
    }
    JsonObject body = form.orderOf(priced);
    if (known == null) {
      return OpenCheckout.begin(cart.nextCheckout(), visit.shopper(), body);
    }
    if (!known.by().isEmpty() && !known.by().equals(visit.shopper())) {
      throw Problem.illegalState("Somebody else is checking this cart out");
    }
    return known.with(body);
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
      return emptying
          .take(run.visit(), run.open(), run.body(index), placed.order())
          .map(emptied -> placed.order());
    }
    if (outcome instanceof Refused refused) {
      return refuse(run, refused.problem());
    }
    if (outcome instanceof Repriced repriced) {
      return reprice(run, repriced.problem());
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

  /** Refused is refused: a checkout that cannot be closed now is closed when it is repeated. */
  private Future<JsonObject> refuse(Run run, Problem problem) {
    return release(run)
        .onFailure(away -> LOG.warn("A refused checkout stays open: {}", away.toString()))
        .transform(released -> problem.<JsonObject>future());
  }

  /** The next look at the cart is to show why, rather than what is remembered from before. */
  private Future<Void> release(Run run) {
    carts.forget(run.seen());
    return store.release(run.visit(), run.open());
  }

  /**
   * The order service knows other prices. Who named no total has agreed to those of this moment, so
   * they are asked for anew, and the order under a new key: the refusal is remembered by the old.
   * There is no new one before the checkout is closed, so a store that is away ends the request.
   */
  private Future<JsonObject> reprice(Run run, Problem problem) {
    if (run.wish().form().expectedTotal() != null) {
      return refuse(run, problem);
    }
    return run.wish().tries() > 1
        ? release(run).compose(released -> attempt(run.wish().again()))
        : refuse(run, Problem.illegalState("The prices of this cart are changing: look again"));
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
}
