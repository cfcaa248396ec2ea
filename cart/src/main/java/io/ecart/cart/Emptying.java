package io.ecart.cart;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what was ordered out of the cart, if need be later. */
final class Emptying {
  private static final Logger LOG = LoggerFactory.getLogger(Emptying.class);
  private static final int TRIES = 60;
  private static final long PAUSE_MS = 500;

  private final Vertx vertx;
  private final CheckoutStore store;

  Emptying(Vertx vertx, CheckoutStore store) {
    this.vertx = vertx;
    this.store = store;
  }

  /** The order exists: the customer gets it even when the cart cannot be emptied right now. */
  Future<Void> take(Visit visit, OpenCheckout open, JsonObject body, JsonObject order) {
    return store
        .finish(visit, open, body, order)
        .recover(
            away -> {
              LOG.warn("A cart is emptied later: {}", away.toString());
              later(visit, open, body, order, TRIES);
              return Future.succeededFuture();
            });
  }

  private void later(Visit visit, OpenCheckout open, JsonObject body, JsonObject order, int tries) {
    if (tries == 0) {
      LOG.warn("A cart stays as it was until its checkout is repeated");
      return;
    }
    vertx.setTimer(
        PAUSE_MS,
        fired ->
            store
                .finish(visit, open, body, order)
                .onFailure(away -> later(visit, open, body, order, tries - 1)));
  }
}
