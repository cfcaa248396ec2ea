package io.ecart.runtime.postgres;

import io.ecart.runtime.config.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;

/** Connections to the database of one service, and its schema. */
public final class Postgres {
  private static final int PIPELINING = 64;
  private static final int STATEMENTS = 256;
  private static final int MAX_WAITING = 10_000;

  private Postgres() {}

  /**
   * A pool on the current event loop; statements are prepared once per connection. A store whose
   * machine is gone says nothing, and whoever waits for its answer would wait for ever: the kernel
   * looks after idle connections, as often as its {@code net.ipv4.tcp_keepalive_time} says.
   */
  public static Pool pool(Vertx vertx, PostgresSettings settings) {
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(MAX_WAITING)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool()
        .with(options)
        .with(new NetClientOptions().setTcpKeepAlive(true))
        .connectingTo(connect(settings))
        .using(vertx)
        .build();
  }

  public static PgConnectOptions connect(PostgresSettings settings) {
    return new PgConnectOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setDatabase(settings.database())
        .setUser(settings.user())
        .setPassword(settings.password().value())
        // Notices are for a person at a console; the client would log each of them.
        .addProperty("client_min_messages", "warning")
        .setPipeliningLimit(PIPELINING)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(STATEMENTS)
        .setPreparedStatementCacheSqlLimit(16_384);
  }

  /**
   * Brings the schema up to date: the runtime's own tables ({@code db/migration/runtime}) and the
   * service's ({@code db/migration/<service>}). Instances that start together wait for each other.
   */
  public static Future<Void> migrate(Vertx vertx, PostgresSettings settings, String service) {
    return vertx.executeBlocking(
        () -> {
          Flyway.configure(Postgres.class.getClassLoader())
              .dataSource(settings.jdbcUrl(), settings.user(), settings.password().value())
              .locations("classpath:db/migration/runtime", "classpath:db/migration/" + service)
              .connectRetries(20)
              .connectRetriesInterval(1)
              .load()
              .migrate();
          return null;
        });
  }
}
