package io.ecart.cart;

import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One guest cart with one mug, and the checkout that is open in it. */
final class FakeCarts implements CartStore, CheckoutStore {
  static final String ID = "cart";

  private static final CartItem MUG = new CartItem("mug", 1, new Offer("Mug", new Money(1, "EUR")));

  private long nextCheckout = 3;
  private @Nullable OpenCheckout checkout;
  private int failures;
  private boolean finished;

  /** So many releases from now on find the store away. */
  void failReleases(int count) {
    failures = count;
  }

  boolean isFinished() {
    return finished;
  }

  private Cart cart() {
    return new Cart(
        ID, "", 3, Instant.MAX, "EUR", List.of(MUG), Optional.ofNullable(checkout), nextCheckout);
  }

  @Override
  public Future<Cart> read(Visit visit) {
    return visit.version() == Visit.ANY || visit.version() == 3
        ? Future.succeededFuture(cart())
        : Problem.of(ProblemCode.VERSION_MISMATCH, "The cart has changed meanwhile").future();
  }

  @Override
  public Future<Boolean> take(Visit visit, Cart seen, OpenCheckout open) {
    checkout = open;
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Void> release(Visit visit, OpenCheckout open) {
    if (failures > 0) {
      failures--;
      return Problem.unavailable("Carts cannot be changed right now").future();
    }
    checkout = null;
    nextCheckout++;
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> finish(Visit visit, OpenCheckout open, JsonObject body, JsonObject order) {
    finished = true;
    return Future.succeededFuture();
  }

  @Override
  public Future<Cart> create(Visit visit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Cart> current(Visit visit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Changed> put(Visit visit, ItemChange change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Void> delete(Visit visit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Cart> merge(Visit visit, String from) {
    throw new UnsupportedOperationException();
  }
}
