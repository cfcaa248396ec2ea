package io.ecart.cart.redis;

import io.ecart.runtime.kafka.EventProducer;
import io.ecart.runtime.kafka.OutboxMeters;
import io.ecart.runtime.lifecycle.Loop;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.runtime.redis.RedisScript;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox to Kafka, in order, at least once. Of all instances one relays at a time:
 * the one that holds the lease, a key that runs out unless it is renewed. Events are forgotten only
 * after Kafka has them and only by the holder, so that one who lost the lease without noticing can
 * repeat an event, but not lose one.
 */
public final class CartOutboxRelay {
  /** Where carts tell of themselves. */
  public static final String TOPIC = "cart.events";

  private static final Logger LOG = LoggerFactory.getLogger(CartOutboxRelay.class);
  private static final RedisScript RELAY = Scripts.alone("relay.lua");
  private static final RedisScript PUBLISHED = Scripts.alone("published.lua");
  private static final RedisScript RESIGN = Scripts.alone("resign.lua");
  private static final List<String> KEYS = List.of(CartKeys.LEASE, CartKeys.OUTBOX);
  private static final long LEASE_MS = 10_000;
  private static final long RENEW_MS = 3_000;
  private static final long IDLE_MS = 100;
  private static final long FOLLOW_MS = 1_000;
  private static final int BATCH = 500;

  private final Vertx vertx;
  private final RedisLink redis;
  private final EventProducer producer;
  private final OutboxMeters meters;
  private final String me = UUID.randomUUID().toString();
  private final Loop turns;
  private @Nullable Promise<Void> resting;

  /**
   * @param producer closed with this relay
   */
  public CartOutboxRelay(
      Vertx vertx, RedisLink redis, EventProducer producer, MeterRegistry metrics) {
    this.vertx = vertx;
    this.redis = redis;
    this.producer = producer;
    this.meters = new OutboxMeters("cart", metrics);
    this.turns = new Loop(vertx, this::turn);
  }

  public void start() {
    turns.run();
  }

  /** Ends after the batch that is under way, or when Kafka does not take it, soon. */
  public Future<Void> stop() {
    turns.stop();
    if (resting != null) {
      resting.tryComplete();
    }
    return turns
        .ended()
        .timeout(2, TimeUnit.SECONDS)
        .otherwiseEmpty()
        .compose(ended -> producer.close())
        .compose(closed -> RESIGN.run(redis, KEYS, List.of(me)))
        .otherwiseEmpty()
        .mapEmpty();
  }

  private Future<Void> turn() {
    return lead(BATCH)
        .compose(this::relay)
        .recover(
            e -> {
              LOG.debug("Cart events wait: {}", e.toString());
              return pause(FOLLOW_MS);
            });
  }

  /** Takes or renews the lease; the oldest events, or null when another instance leads. */
  private Future<@Nullable Response> lead(int batch) {
    return RELAY.run(redis, KEYS, List.of(me, Long.toString(LEASE_MS), Integer.toString(batch)));
  }

  private Future<Void> relay(@Nullable Response waiting) {
    if (waiting == null) {
      meters.idle();
      return pause(FOLLOW_MS);
    }
    meters.waiting(waiting.get(0).toLong());
    List<OutboxEntry> entries = new ArrayList<>();
    for (Response entry : waiting.get(1)) {
      entries.add(OutboxEntry.read(entry));
    }
    if (entries.isEmpty()) {
      meters.idle();
      return pause(IDLE_MS);
    }
    meters.sending();
    return publish(entries);
  }

  private Future<Void> publish(List<OutboxEntry> entries) {
    long renewing = vertx.setPeriodic(RENEW_MS, tick -> renew());
    return Future.all(entries.stream().map(this::send).toList())
        .onComplete(done -> vertx.cancelTimer(renewing))
        .compose(sent -> forget(entries));
  }

  private Future<Void> send(OutboxEntry entry) {
    String payload = entry.event().toJson().encode();
    return producer.send(TOPIC, entry.event().subject(), payload);
  }

  private Future<Void> forget(List<OutboxEntry> entries) {
    String keepFrom = entries.get(entries.size() - 1).next();
    return PUBLISHED
        .run(redis, KEYS, List.of(me, keepFrom))
        .onSuccess(trimmed -> meters.sent(entries.size()))
        .mapEmpty();
  }

  private void renew() {
    lead(1).onFailure(e -> LOG.debug("The lease was not renewed: {}", e.toString()));
  }

  /** Waits, unless it is being stopped. */
  private Future<Void> pause(long ms) {
    if (turns.stopped()) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = Promise.promise();
    resting = promise;
    long timer = vertx.setTimer(ms, fired -> promise.tryComplete());
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }
}
