package io.ecart.local;

import io.ecart.testkit.servers.KafkaOptions;
import io.ecart.testkit.servers.KafkaServer;
import io.ecart.testkit.servers.PostgresOptions;
import io.ecart.testkit.servers.PostgresServer;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The three embedded servers, started side by side with durable settings. */
public record Stores(PostgresServer postgres, RedisServer redis, KafkaServer kafka)
    implements AutoCloseable {

  /**
   * @param state the folder of their data; null for none that stays
   */
  public static Stores start(@Nullable Path state) {
    var postgres = CompletableFuture.supplyAsync(() -> PostgresServer.start(postgres(state)));
    var redis = CompletableFuture.supplyAsync(() -> RedisServer.start(redis(state)));
    var kafka = CompletableFuture.supplyAsync(() -> KafkaServer.start(kafka(state)));
    return new Stores(postgres.join(), redis.join(), kafka.join());
  }

  private static PostgresOptions postgres(@Nullable Path state) {
    PostgresOptions options =
        state == null
            ? PostgresOptions.throwAway()
            : PostgresOptions.keptIn(state.resolve("postgres"));
    return options.withDurability(true);
  }

  private static RedisOptions redis(@Nullable Path state) {
    return state == null ? RedisOptions.throwAway() : RedisOptions.keptIn(state.resolve("redis"));
  }

  private static KafkaOptions kafka(@Nullable Path state) {
    return state == null ? KafkaOptions.throwAway() : KafkaOptions.keptIn(state.resolve("kafka"));
  }

  @Override
  public void close() {
    kafka.close();
    redis.close();
    postgres.close();
  }
}
