package io.ecart.cart;

import io.ecart.cart.http.CartRoutes;
import io.ecart.cart.http.OrderService;
import io.ecart.cart.http.ProductCatalogue;
import io.ecart.cart.kafka.ProductEvents;
import io.ecart.cart.kafka.UntilDone;
import io.ecart.cart.redis.AbandonedCarts;
import io.ecart.cart.redis.CartOutboxRelay;
import io.ecart.cart.redis.RedisCartStore;
import io.ecart.cart.redis.RedisCheckoutStore;
import io.ecart.cart.redis.RedisIdempotency;
import io.ecart.cart.redis.Scripts;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.kafka.EventProducer;
import io.ecart.runtime.kafka.Topics;
import io.ecart.runtime.lifecycle.Service;
import io.ecart.runtime.lifecycle.ServiceHost;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Puts the cart service together. */
public final class CartVerticle extends VerticleBase {
  private final CartConfig config;
  private final ServiceHost host;
  private Service service;
  private boolean stopping;

  public CartVerticle(CartConfig config, ServiceHost host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    service = new Service(vertx, host, "cart", config.http(), config.jwt());
    RedisLink redis = service.redis(config.redis());
    redis.onConnect(() -> Scripts.load(redis));
    service.health().needs("redis", redis::ping);
    ProductCatalogue catalogue =
        new ProductCatalogue(service.client("product"), config.priceCache());
    Carts carts =
        new Carts(new RedisCartStore(redis, config.limits()), catalogue, config.currency());
    Checkout checkout =
        new Checkout(
            vertx, carts, new RedisCheckoutStore(redis), new OrderService(service.client("order")));
    new CartRoutes(carts, checkout, new RedisIdempotency(redis), new CartIds(host.clock()))
        .register(service.api());
    startSweep(redis);
    startEvents(redis, catalogue);
    return service.serve(CartRoutes.PREFIX);
  }

  private void startSweep(RedisLink redis) {
    AbandonedCarts abandoned = new AbandonedCarts(redis, host.clock(), config.abandonedAfter());
    service.every(abandoned.rest(), "The look for abandoned carts", abandoned::look);
  }

  /** Carts work without Kafka: events wait in Redis until it is there. */
  private void startEvents(RedisLink redis, ProductCatalogue catalogue) {
    UntilDone tries = new UntilDone(vertx, () -> connectEvents(redis, catalogue));
    service.parts().onStop("connecting to Kafka", tries::stop);
    tries.start();
  }

  private Future<Void> connectEvents(RedisLink redis, ProductCatalogue catalogue) {
    return Topics.ensureCompacted(vertx, config.kafka(), ProductEvents.TOPIC)
        .compose(done -> Topics.ensure(vertx, config.kafka(), CartOutboxRelay.TOPIC))
        .compose(done -> stopping ? Future.failedFuture("It stops") : followProducts(catalogue))
        .onSuccess(done -> startRelay(redis));
  }

  /** Every instance has a cache of its own, so each reads all, from now on. */
  private Future<Void> followProducts(ProductCatalogue catalogue) {
    Subscription all =
        new Subscription("cart-" + UUID.randomUUID(), Set.of(ProductEvents.TOPIC), false);
    return service.consume(config.kafka(), all, new ProductEvents(catalogue::forget));
  }

  private void startRelay(RedisLink redis) {
    CartOutboxRelay relay =
        new CartOutboxRelay(
            vertx, redis, new EventProducer(vertx, config.kafka(), "cart-outbox"), host.metrics());
    relay.start();
    service.parts().onStop("outbox relay", relay::stop);
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    return service.stop();
  }

  /** The routes that are served, for the contract test. */
  List<String> routes() {
    return service.api().routes();
  }

  /** The API port that was bound. */
  public int port() {
    return service.port();
  }

  /** The management port that was bound. */
  public int managementPort() {
    return service.managementPort();
  }
}
