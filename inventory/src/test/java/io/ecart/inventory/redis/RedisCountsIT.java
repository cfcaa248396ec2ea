package io.ecart.inventory.redis;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ecart.inventory.Stock;
import io.ecart.inventory.postgres.PgEpochStore;
import io.ecart.inventory.postgres.PgStockReader;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.runtime.redis.RedisLink;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of counts that were sent to Redis and not taken there. */
class RedisCountsIT {
  private final RedisServer server = RedisServer.start(RedisOptions.throwAway());
  private final Vertx vertx = Vertx.vertx();
  private final RedisLink redis = new RedisLink(vertx, new RedisSettings(URI.create(server.uri())));
  private final PostgresSettings postgres =
      PostgresSettings.read(new Settings(Map.of("ECART_POSTGRES_URL", Servers.freshDatabase())));

  @AfterEach
  void stop() {
    Await.get(redis.close());
    Await.get(vertx.close());
    server.close();
  }

  /** Others may have kept their Redis, and would go on with what it says. */
  @Test
  void whenRedisGoesAwayBehindALostCountNobodyTrustsItAnyMore() {
    Await.get(Postgres.migrate(vertx, postgres, "inventory"));
    Pool pool = Postgres.pool(vertx, postgres);
    PgEpochStore epochs = new PgEpochStore(pool);
    RedisCounts counts =
        new RedisCounts(redis, new PgStockReader(pool), epochs, new SimpleMeterRegistry());
    vertx.runOnContext(started -> redis.start());
    Await.until("counts to be trusted", () -> counts.epoch() != null);
    String before = Await.get(epochs.current());
    Await.get(redis.send(Request.cmd(Command.RPUSH).arg(CountFormat.key("A")).arg("is no count")));
    vertx.runOnContext(committed -> counts.committed(List.of(new Stock("A"))));
    Await.until("the loss to be noticed", () -> counts.epoch() == null);
    server.kill();
    Await.until("Redis to be away", () -> !redis.isConnected());
    Await.get(counts.check());
    assertNotEquals(before, Await.get(epochs.current()));
  }
}
