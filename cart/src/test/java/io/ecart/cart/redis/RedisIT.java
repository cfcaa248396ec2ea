package io.ecart.cart.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.cart.Cart;
import io.ecart.cart.CartIds;
import io.ecart.cart.CartLimits;
import io.ecart.cart.ItemChange;
import io.ecart.cart.ItemChange.Mode;
import io.ecart.cart.Money;
import io.ecart.cart.Offer;
import io.ecart.cart.Once;
import io.ecart.cart.OpenCheckout;
import io.ecart.cart.Visit;
import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisIT {
  private static final Offer MUG =
      new Offer("Mug | \"amount\":1\n\u00e4", new Money(100_000_000_000L, "EUR"));

  private static final JsonObject BODY =
      new JsonObject()
          .put("lines", new JsonArray().add(new JsonObject().put("sku", "mug").put("quantity", 1)));

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final CartIds ids = new CartIds(Clock.systemUTC());
  private RedisLink redis;
  private RedisCartStore store;

  @BeforeEach
  void connect() {
    redis = new RedisLink(vertx, new RedisSettings(URI.create(Servers.redisUri())));
    store =
        new RedisCartStore(redis, new CartLimits(Duration.ofHours(1), Duration.ofHours(2), 200));
    loop.runOnContext(start -> redis.start());
    Await.until(redis::isConnected);
  }

  @AfterEach
  void close() {
    onLoop(redis::close);
    Await.get(vertx.close());
  }

  @Test
  void linesComeBackAsTheyWentInWhateverTheirName() {
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> store.put(visit, new ItemChange("mug", Mode.ADD, 3, MUG)));
    Cart cart = onLoop(() -> store.read(visit));
    assertEquals(MUG, cart.items().get(0).offer());
    assertEquals(3, cart.items().get(0).quantity());
    assertEquals("EUR", cart.currency());
  }

  @Test
  void costIsThatOfThePriceWhateverTheName() {
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> store.put(visit, new ItemChange("mug", Mode.SET, 10, MUG)));
    Throwable over =
        Await.failure(later(() -> store.put(visit, new ItemChange("mug", Mode.ADD, 1, null))));
    assertEquals(ProblemCode.INVALID_REQUEST, ((Problem) over).code());
  }

  @Test
  void effectWithoutAnAnswerIsNotRepeated() {
    RedisIdempotency idempotency = new RedisIdempotency(redis);
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    IdempotencyKey key = new IdempotencyKey("guest", "key", "hash", "/things", "trace");
    List<String> effects = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      Await.failure(
          later(
              () ->
                  idempotency.once(
                      key,
                      once -> {
                        effects.add(once.effect());
                        return add(visit, once)
                            .compose(done -> Future.failedFuture("dies before it answers"));
                      })));
    }
    assertEquals(List.of("", visit.cartId()), effects);
  }

  @Test
  void finishedCheckoutIsNotFinishedAgain() {
    RedisCheckoutStore checkouts = new RedisCheckoutStore(redis);
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> add(visit, Once.NONE));
    Cart seen = onLoop(() -> store.read(visit));
    OpenCheckout open = new OpenCheckout(seen.nextCheckout(), "", List.of(BODY));
    assertEquals(true, onLoop(() -> checkouts.take(visit, seen, open)));
    assertEquals(false, onLoop(() -> checkouts.take(visit, seen, open)));
    onLoop(() -> add(visit, Once.NONE));
    JsonObject order = new JsonObject().put("id", "o-1");
    for (int i = 0; i < 3; i++) {
      onLoop(() -> checkouts.finish(visit, open, BODY, order).map(1));
    }
    Cart rest = onLoop(() -> store.read(visit));
    assertEquals(1, rest.items().get(0).quantity());
    assertEquals(true, rest.checkout().isEmpty());
    // Two adds and one checkout.
    assertEquals(3, length(CartKeys.OUTBOX));
  }

  @Test
  void whatHasChangedSinceItWasReadIsNotCheckedOut() {
    RedisCheckoutStore checkouts = new RedisCheckoutStore(redis);
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> add(visit, Once.NONE));
    Cart seen = onLoop(() -> store.read(visit));
    OpenCheckout open = new OpenCheckout(seen.nextCheckout() + 1, "", List.of(BODY));
    onLoop(() -> add(visit, Once.NONE));
    assertEquals(false, onLoop(() -> checkouts.take(visit, seen, open)));
    Cart now = onLoop(() -> store.read(visit));
    assertEquals(true, onLoop(() -> checkouts.take(visit, now, open)));
  }

  @Test
  void aCartThatWasTouchedMeanwhileIsNotAbandoned() {
    CartScript abandon = new CartScript("abandon.lua");
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> add(visit, Once.NONE));
    onLoop(() -> abandon.run(redis, visit, 0));
    assertEquals(1, length(CartKeys.OUTBOX));
    onLoop(() -> abandon.run(redis, visit, Long.MAX_VALUE));
    onLoop(() -> abandon.run(redis, visit, Long.MAX_VALUE));
    assertEquals(2, length(CartKeys.OUTBOX));
  }

  @Test
  void aNumberIsUsedForOneCheckoutOnly() {
    RedisCheckoutStore checkouts = new RedisCheckoutStore(redis);
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> add(visit, Once.NONE));
    Cart seen = onLoop(() -> store.read(visit));
    OpenCheckout first = new OpenCheckout(seen.nextCheckout(), "", List.of(BODY));
    assertEquals(true, onLoop(() -> checkouts.take(visit, seen, first)));
    onLoop(() -> checkouts.release(visit, first).map(1));

    // Whoever saw the cart before the first one sees no difference but for the number.
    assertEquals(false, onLoop(() -> checkouts.take(visit, seen, first)));
    Cart again = onLoop(() -> store.read(visit));
    assertEquals(seen.version(), again.version());
    OpenCheckout second = new OpenCheckout(again.nextCheckout(), "", List.of(BODY));
    assertEquals(seen.nextCheckout() + 1, second.number());
    assertEquals(true, onLoop(() -> checkouts.take(visit, again, second)));
    Cart open = onLoop(() -> store.read(visit));
    assertEquals(false, onLoop(() -> checkouts.take(visit, open, first)));

    // Another request that was refused together with the first one comes late.
    onLoop(() -> checkouts.release(visit, first).map(1));
    assertEquals(second, onLoop(() -> store.read(visit)).checkout().orElseThrow());
    JsonObject order = new JsonObject().put("id", "o-1");
    onLoop(() -> checkouts.finish(visit, second, BODY, order).map(1));
    Cart rest = onLoop(() -> store.read(visit));
    assertEquals(true, rest.items().isEmpty() && rest.checkout().isEmpty());
    assertEquals(second.number() + 1, rest.nextCheckout());
    assertEquals(false, onLoop(() -> checkouts.take(visit, rest, second)));
  }

  @Test
  void aCheckoutThatWasOpenedUnderTheVersionOfItsCartGoesOn() {
    RedisCheckoutStore checkouts = new RedisCheckoutStore(redis);
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> add(visit, Once.NONE));
    String attempts = new OpenCheckout(2, "", List.of(BODY)).attempts();
    Request stored = Request.cmd(Command.HSET).arg(CartKeys.cart(visit.cartId()));
    onLoop(() -> redis.send(stored.arg("checkout").arg(2).arg("attempts").arg(attempts)));
    onLoop(() -> add(visit, Once.NONE));

    Cart seen = onLoop(() -> store.read(visit));
    OpenCheckout open = seen.checkout().orElseThrow();
    assertEquals(2, open.number());
    assertEquals(true, onLoop(() -> checkouts.take(visit, seen, open)));
    onLoop(() -> checkouts.finish(visit, open, BODY, new JsonObject().put("id", "o-1")).map(1));
    assertEquals(4, onLoop(() -> store.read(visit)).nextCheckout());
  }

  @Test
  void onlyTheHolderOfTheLeaseReadsAndForgetsEvents() {
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> add(visit, Once.NONE));
    assertNotNull(lead("one"));
    assertNull(lead("two"));
    forget("two");
    assertEquals(1, length(CartKeys.OUTBOX));
    onLoop(() -> redis.send(Request.cmd(Command.DEL).arg(CartKeys.LEASE)));
    assertNotNull(lead("two"));
    forget("one");
    assertEquals(1, length(CartKeys.OUTBOX));
    forget("two");
    assertEquals(0, length(CartKeys.OUTBOX));
  }

  @Test
  void entryHasTheSameEventIdEveryTimeItIsRead() {
    Visit visit = visit();
    onLoop(() -> store.create(visit));
    onLoop(() -> add(visit, Once.NONE));
    onLoop(() -> add(visit, Once.NONE));
    Response first = lead("me");
    Response again = lead("me");
    String id = OutboxEntry.read(first.get(1).get(0)).event().id();
    assertEquals(id, OutboxEntry.read(again.get(1).get(0)).event().id());
    assertEquals(false, id.equals(OutboxEntry.read(again.get(1).get(1)).event().id()));
    assertEquals(7, UUID.fromString(id).version());
  }

  private Future<Integer> add(Visit visit, Once once) {
    Visit under = new Visit(visit.cartId(), visit.shopper(), visit.version(), once);
    return store.put(under, new ItemChange("mug", Mode.ADD, 1, MUG)).map(1);
  }

  private Response lead(String who) {
    return onLoop(
        () ->
            Scripts.alone("relay.lua")
                .run(redis, List.of(CartKeys.LEASE, CartKeys.OUTBOX), List.of(who, "10000", "9")));
  }

  private void forget(String who) {
    onLoop(
        () ->
            Scripts.alone("published.lua")
                .run(
                    redis,
                    List.of(CartKeys.LEASE, CartKeys.OUTBOX),
                    List.of(who, "99999999999999-0")));
  }

  private int length(String stream) {
    return onLoop(() -> redis.send(Request.cmd(Command.XLEN).arg(stream))).toInteger();
  }

  private Visit visit() {
    return new Visit(ids.next(), "", Visit.ANY, Once.NONE);
  }

  private <T> T onLoop(Supplier<Future<T>> step) {
    return Await.get(later(step));
  }

  /** The link belongs to one event loop. */
  private <T> Future<T> later(Supplier<Future<T>> step) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(run -> step.get().onComplete(promise));
    return promise.future();
  }
}
