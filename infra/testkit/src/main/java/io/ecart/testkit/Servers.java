package io.ecart.testkit;

import io.ecart.testkit.servers.KafkaOptions;
import io.ecart.testkit.servers.KafkaServer;
import io.ecart.testkit.servers.PostgresOptions;
import io.ecart.testkit.servers.PostgresServer;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servers that all tests of one JVM share. Each starts when it is first asked for, is fast
 * rather than durable, and stops when the JVM ends. A test gets a world of its own by a fresh
 * database, a Redis database number and a consumer group of its own.
 *
 * <p>A test that stops or kills a server starts one of its own instead.
 */
public final class Servers {
  private static final Shared<PostgresServer> POSTGRES =
      new Shared<>(() -> PostgresServer.start(PostgresOptions.throwAway()));
  private static final Shared<RedisServer> REDIS =
      new Shared<>(() -> RedisServer.start(RedisOptions.throwAway()));
  private static final Shared<KafkaServer> KAFKA =
      new Shared<>(() -> KafkaServer.start(KafkaOptions.throwAway()));
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final AtomicInteger REDIS_DATABASES = new AtomicInteger();

  private Servers() {}

  public static PostgresServer postgres() {
    return POSTGRES.get();
  }

  public static RedisServer redis() {
    return REDIS.get();
  }

  public static KafkaServer kafka() {
    return KAFKA.get();
  }

  /** The URI of a new, empty database. */
  public static String freshDatabase() {
    return postgres().createDatabase("test_" + DATABASES.incrementAndGet());
  }

  /** The URI of a Redis database that no other caller in this JVM gets. */
  public static String redisUri() {
    int number = REDIS_DATABASES.incrementAndGet();
    if (number >= RedisServer.DATABASES) {
      throw new IllegalStateException("More than " + RedisServer.DATABASES + " databases");
    }
    return redis().uri(number);
  }

  /** Starts a server once, when first asked. */
  private static final class Shared<T extends AutoCloseable> {
    private final Supplier<T> starter;
    private @Nullable T server;

    Shared(Supplier<T> starter) {
      this.starter = starter;
    }

    synchronized T get() {
      T running = server;
      if (running == null) {
        running = starter.get();
        server = running;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "testkit-stop"));
      }
      return running;
    }

    private synchronized void close() {
      T running = server;
      if (running != null) {
        try {
          running.close();
        } catch (Exception e) {
          // The JVM ends; there is nobody left to tell but the console.
          System.err.println("Cannot stop a test server: " + e);
        }
      }
    }
  }
}
