package io.ecart.cart.redis;

import io.ecart.cart.Cart;
import io.ecart.cart.CartLimits;
import io.ecart.cart.CartStore;
import io.ecart.cart.ItemChange;
import io.ecart.cart.Offer;
import io.ecart.cart.Visit;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.List;

/** Carts in Redis, each operation one Lua script. */
public final class RedisCartStore implements CartStore {
  private final CartScript create = new CartScript("create.lua");
  private final CartScript mine = new CartScript("mine.lua");
  private final CartScript read = new CartScript("read.lua");
  private final CartScript put = new CartScript("put.lua");
  private final CartScript delete = new CartScript("delete.lua");
  private final CartScript merge = new CartScript("merge.lua");

  private final RedisLink redis;
  private final CartLimits limits;

  public RedisCartStore(RedisLink redis, CartLimits limits) {
    this.redis = redis;
    this.limits = limits;
  }

  @Override
  public Future<Cart> create(Visit visit) {
    return create.run(redis, visit, ttlMs(visit)).map(StoredCart::read);
  }

  @Override
  public Future<Cart> current(Visit visit) {
    return mine.run(redis, visit, ttlMs(visit)).map(StoredCart::read);
  }

  @Override
  public Future<Cart> read(Visit visit) {
    return read.run(redis, visit).map(StoredCart::read);
  }

  @Override
  public Future<Changed> put(Visit visit, ItemChange change) {
    Offer offer = change.offer();
    return put.run(
            redis,
            visit,
            change.sku(),
            Fields.wire(change.mode()),
            change.quantity(),
            offer == null ? "" : StoredCart.offer(offer),
            offer == null ? "" : offer.price().currency(),
            limits.maxItems(),
            CartLimits.MAX_QUANTITY,
            CartLimits.MAX_TOTAL)
        .map(RedisCartStore::changed);
  }

  @Override
  public Future<Void> delete(Visit visit) {
    return delete.run(redis, visit).mapEmpty();
  }

  @Override
  public Future<Cart> merge(Visit visit, String from) {
    return merge
        .run(
            redis,
            visit,
            List.of(CartKeys.cart(from)),
            from,
            limits.maxItems(),
            CartLimits.MAX_QUANTITY,
            CartLimits.MAX_TOTAL)
        .map(StoredCart::read);
  }

  private static Changed changed(Response answer) {
    return new Changed(StoredCart.read(answer), answer.get(0).toString().equals("new"));
  }

  private long ttlMs(Visit visit) {
    return (visit.shopper().isEmpty() ? limits.guestTtl() : limits.customerTtl()).toMillis();
  }
}
