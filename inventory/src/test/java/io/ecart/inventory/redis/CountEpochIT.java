package io.ecart.inventory.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ecart.inventory.EpochStore;
import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.testkit.Await;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which filling is trusted, where two places have to agree and either may be lost on the way. */
class CountEpochIT implements EpochStore, CountEpoch.Listener {
  private final RedisServer server = RedisServer.start(RedisOptions.throwAway());
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink redis = new RedisLink(vertx, new RedisSettings(URI.create(server.uri())));
  private final CountEpoch epoch = new CountEpoch(redis, this, this);
  private final List<String> begun = new ArrayList<>();
  private final List<String> trusted = new ArrayList<>();
  private Runnable onBegin = () -> {};

  @AfterEach
  void stop() {
    Await.get(redis.close());
    Await.get(vertx.close());
    server.close();
  }

  /** Others may reach Redis, where what this instance has committed is missing. */
  @Test
  void whoIsBehindAndCannotReachRedisVoidsTheFillingOfAll() {
    Await.get(epoch.check(false));
    assertEquals(0, begun.size());
    Await.get(epoch.check(true));
    assertEquals(1, begun.size());
    Await.get(epoch.check(true));
    assertNotEquals(begun.get(0), begun.get(1));
  }

  @Test
  void aFillingThatWasLostWhileItBeganIsNotTrusted() {
    vertx.runOnContext(started -> redis.start());
    Await.until("connected", redis::isConnected);
    onBegin = epoch::invalidate;
    Await.failure(epoch.check(false));
    assertNull(epoch.trusted());
    assertEquals(List.of(), trusted);
    onBegin = () -> {};
    Await.get(epoch.check(false));
    assertEquals(begun.get(1), epoch.trusted());
    assertEquals(List.of(begun.get(1)), trusted);
  }

  @Override
  public Future<String> current() {
    return Future.succeededFuture(begun.get(begun.size() - 1));
  }

  @Override
  public Future<Void> begin(String name) {
    begun.add(name);
    onBegin.run();
    return Future.succeededFuture();
  }

  @Override
  public void trusted() {
    trusted.add(String.valueOf(epoch.trusted()));
  }

  @Override
  public void begun() {}
}
