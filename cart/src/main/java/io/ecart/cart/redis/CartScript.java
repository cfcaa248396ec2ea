package io.ecart.cart.redis;

import io.ecart.cart.Visit;
import io.ecart.runtime.observe.Trace;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.runtime.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** A script that works on one cart: hands it the keys and arguments they all begin with. */
final class CartScript {
  private final RedisScript script;

  CartScript(String name) {
    this.script = Scripts.ofCart(name);
  }

  /**
   * @return what the script answers, its first word aside from {@code ok} and {@code new} turned
   *     into a failure
   */
  Future<Response> run(RedisLink redis, Visit visit, Object... more) {
    return run(redis, visit, List.of(), more);
  }

  Future<Response> run(RedisLink redis, Visit visit, List<String> moreKeys, Object... more) {
    List<String> keys = new ArrayList<>();
    keys.add(CartKeys.cart(visit.cartId()));
    keys.add(CartKeys.mine(visit.shopper()));
    keys.add(CartKeys.TOUCHED);
    keys.add(CartKeys.OUTBOX);
    keys.add(CartKeys.once(visit.once().key()));
    keys.addAll(moreKeys);
    List<String> args = new ArrayList<>();
    args.add(visit.cartId());
    args.add(visit.shopper());
    args.add(visit.version() == Visit.ANY ? "" : Long.toString(visit.version()));
    args.add(Trace.current().traceparent());
    for (Object each : more) {
      args.add(String.valueOf(each));
    }
    return script
        .run(redis, keys, args)
        .recover(Replies::outage)
        .map(answer -> Replies.accepted(answer, visit));
  }
}
