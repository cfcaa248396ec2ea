package io.ecart.cart.redis;

import io.ecart.cart.Cart;
import io.ecart.cart.CheckoutStore;
import io.ecart.cart.OpenCheckout;
import io.ecart.cart.Visit;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Open checkouts, kept in the cart's own hash. */
public final class RedisCheckoutStore implements CheckoutStore {
  private final CartScript take = new CartScript("take.lua");
  private final CartScript release = new CartScript("release.lua");
  private final CartScript finish = new CartScript("finish.lua");

  private final RedisLink redis;

  public RedisCheckoutStore(RedisLink redis) {
    this.redis = redis;
  }

  @Override
  public Future<Boolean> take(Visit visit, Cart seen, OpenCheckout checkout) {
    Visit exact = new Visit(visit.cartId(), visit.shopper(), seen.version(), visit.once());
    String before = seen.checkout().map(OpenCheckout::attempts).orElse("");
    return take.run(redis, exact, before, checkout.attempts(), checkout.number())
        .map(answer -> answer.get(0).toString().equals("ok"));
  }

  @Override
  public Future<Void> release(Visit visit, OpenCheckout checkout) {
    return release.run(redis, visit, checkout.number()).mapEmpty();
  }

  @Override
  public Future<Void> finish(
      Visit visit, OpenCheckout checkout, JsonObject body, JsonObject order) {
    List<Object> args = new ArrayList<>();
    args.add(checkout.number());
    args.add(order.getString("id"));
    args.add(order.encode());
    JsonArray lines = body.getJsonArray("lines");
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = lines.getJsonObject(i);
      args.add(line.getString("sku"));
      args.add(line.getLong("quantity"));
    }
    return finish.run(redis, visit, args.toArray()).mapEmpty();
  }
}
