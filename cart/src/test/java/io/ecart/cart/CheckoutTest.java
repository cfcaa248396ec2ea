package io.ecart.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.cart.OrderDesk.NotHeard;
import io.ecart.cart.OrderDesk.Outcome;
import io.ecart.cart.OrderDesk.Placed;
import io.ecart.cart.OrderDesk.Refused;
import io.ecart.cart.OrderDesk.Repriced;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.testkit.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checkouts that come to nothing, or stay open, and what becomes of them. */
class CheckoutTest {
  private static final CheckoutForm FORM =
      new CheckoutForm(new JsonObject(), new JsonObject(), null);
  private static final Problem DEARER = Problem.illegalState("It costs more");

  private final Vertx vertx = Vertx.vertx();
  private final FakeCarts store = new FakeCarts();
  private final List<String> keys = new ArrayList<>();

  /** Knows nothing, so that what is in the cart costs what it did. */
  private static final class EmptyCatalogue implements Catalogue {
    @Override
    public Future<Map<String, Listing>> find(Collection<String> skus) {
      return Future.succeededFuture(Map.of());
    }

    @Override
    public Future<Map<String, Listing>> glance(Collection<String> skus) {
      return find(skus);
    }

    @Override
    public void forget(String sku) {}
  }

  @AfterEach
  void stop() {
    Await.get(vertx.close());
  }

  /** The checkout's number is part of the key, under which the first refusal is remembered. */
  private Future<Outcome> repricedOnce(String key, JsonObject body, String token) {
    keys.add(key);
    boolean first = key.endsWith("-3");
    return Future.succeededFuture(
        first ? new Repriced(DEARER) : new Placed(new JsonObject().put("id", "order")));
  }

  private Future<JsonObject> place(OrderDesk desk) {
    return place("", desk);
  }

  private Future<JsonObject> place(String shopper, OrderDesk desk) {
    Carts carts = new Carts(store, new EmptyCatalogue(), "EUR");
    Visit visit = new Visit(FakeCarts.ID, shopper, 3, Once.NONE);
    String token = shopper.isEmpty() ? "" : "token of " + shopper;
    return new Checkout(vertx, carts, store, desk).place(visit, token, FORM);
  }

  private static Future<Outcome> notHeard(String key, JsonObject body, String token) {
    return Future.succeededFuture(new NotHeard(Problem.unavailable("No answer")));
  }

  private static ProblemCode code(Future<JsonObject> refused) {
    return ((Problem) refused.cause()).code();
  }

  @Test
  void whatCannotBeTriedAtOtherPricesIsAnOutageAndNoChangeOfTheCart() {
    store.failReleases(1);
    assertEquals(ProblemCode.UNAVAILABLE, code(place(this::repricedOnce)));
    assertEquals(List.of("cart-cart-3"), keys);

    assertEquals("order", place(this::repricedOnce).result().getString("id"));
    assertEquals(List.of("cart-cart-3", "cart-cart-3", "cart-cart-4"), keys);
    assertTrue(store.isFinished());
  }

  @Test
  void aRefusalIsToldEvenWhenTheCheckoutCannotBeClosed() {
    store.failReleases(1);
    Refused refused = new Refused(Problem.insufficientStock(List.of()));
    Future<JsonObject> placed = place((key, body, token) -> Future.succeededFuture(refused));
    assertEquals(ProblemCode.INSUFFICIENT_STOCK, code(placed));
  }

  @Test
  void aGuestsCheckoutGoesOnAsAGuestsThoughTheGuestHasLoggedIn() {
    assertEquals(ProblemCode.UNAVAILABLE, code(place("", CheckoutTest::notHeard)));
    List<String> tokens = new ArrayList<>();
    place(
        "alice",
        (key, body, token) -> {
          tokens.add(token);
          return repricedOnce("cart-cart-4", body, token);
        });
    assertEquals(List.of(""), tokens);
    assertTrue(store.isFinished());
  }

  @Test
  void aCustomersCheckoutIsFinishedByNobodyElse() {
    assertEquals(ProblemCode.UNAVAILABLE, code(place("alice", CheckoutTest::notHeard)));
    for (String other : List.of("bob", "")) {
      assertEquals(ProblemCode.ILLEGAL_STATE, code(place(other, this::repricedOnce)));
    }
    assertEquals(List.of(), keys);
  }
}
