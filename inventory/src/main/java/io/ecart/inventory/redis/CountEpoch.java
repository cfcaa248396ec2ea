package io.ecart.inventory.redis;

import io.ecart.inventory.EpochStore;
import io.ecart.inventory.Ids;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which filling of the counts may be trusted. A filling is trusted as long as every commit
 * was told to it. When that is in doubt, because the connection was lost or Redis refused
 * something, a new filling begins under a new random name: first in Postgres, then in Redis. Every
 * script names its filling and Redis refuses another, so an old Redis that comes back, an emptied
 * one, and an instance that missed the change all notice, and until they agree nobody trusts
 * anything.
 */
final class CountEpoch {

  /** Is told what becomes of fillings. */
  interface Listener {

    /** A filling is trusted from now on: what could not be told can be told now. */
    void trusted();

    /** This instance has begun it, so it is empty. */
    void begun();
  }

  private static final Logger LOG = LoggerFactory.getLogger(CountEpoch.class);

  private final RedisLink redis;
  private final EpochStore store;
  private final Listener listener;
  private @Nullable String trusted;
  private boolean isVoid = true;
  private @Nullable Future<Void> settling;

  CountEpoch(RedisLink redis, EpochStore store, Listener listener) {
    this.redis = redis;
    this.store = store;
    this.listener = listener;
  }

  /** The filling to be used; null while none can be trusted. */
  @Nullable String trusted() {
    return trusted;
  }

  /** Something may be missing for good: whatever is in Redis is void. */
  void invalidate() {
    trusted = null;
    isVoid = true;
  }

  /** Redis told that its filling is another one: perhaps somebody else began it, rightly. */
  void doubt() {
    trusted = null;
  }

  /**
   * Looks whether what is trusted still is what everybody trusts, and otherwise settles on another;
   * to be called every second, and whenever there is news.
   *
   * @param isBehind whether some commit could not be told yet
   */
  Future<Void> check(boolean isBehind) {
    if (!redis.isConnected()) {
      // Others may reach Redis. They must not trust what this instance cannot tell.
      return isBehind ? store.begin(Ids.random()) : Future.succeededFuture();
    }
    Future<Void> running = settling;
    if (running != null) {
      return running;
    }
    Future<Void> started = isVoid ? begin() : compare();
    settling = started;
    return started.onComplete(done -> settling = null);
  }

  private Future<Void> compare() {
    return store
        .current()
        .compose(
            current ->
                current.equals(trusted) ? Future.succeededFuture() : compareWithRedis(current));
  }

  private Future<Void> compareWithRedis(String current) {
    trusted = null;
    return redis
        .send(Request.cmd(Command.GET).arg(CountFormat.EPOCH_KEY))
        .compose(inRedis -> isSame(inRedis, current) ? trust(current) : begin());
  }

  /** Whether what {@link CountFormat#EPOCH_KEY} holds names this filling. */
  static boolean isSame(@Nullable Response inRedis, String current) {
    return inRedis != null && current.equals(inRedis.toString());
  }

  private Future<Void> begin() {
    String fresh = Ids.random();
    isVoid = false;
    return store
        .begin(fresh)
        .compose(
            written -> redis.send(Request.cmd(Command.SET).arg(CountFormat.EPOCH_KEY).arg(fresh)))
        .compose(set -> trust(fresh))
        .onSuccess(
            begun -> {
              LOG.info("Hot counts begin anew");
              listener.begun();
            })
        .onFailure(failure -> invalidate());
  }

  private Future<Void> trust(String epoch) {
    if (isVoid) {
      return Problem.unavailable("Redis was lost again").future();
    }
    trusted = epoch;
    listener.trusted();
    return Future.succeededFuture();
  }
}
