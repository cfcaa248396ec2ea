package io.ecart.runtime.postgres;

import io.ecart.runtime.config.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to the database of one service, and its schema. */
public final class Postgres {
  private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
  private static final int PIPELINING = 64;
  private static final int STATEMENTS = 256;
  private static final int MAX_WAITING = 10_000;

  /** How long a transaction may stand still: one of a process that hangs would keep its locks. */
  private static final String STANDSTILL = "10s";

  private Postgres() {}

  /** A pool on the current event loop; statements are prepared once per connection. */
  public static Pool pool(Vertx vertx, PostgresSettings settings) {
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(MAX_WAITING)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool()
        .with(options)
        .connectingTo(options(settings))
        .using(vertx)
        .withConnectHandler(connection -> release(KeepAlive.on(connection)))
        .build();
  }

  /** Gives a new connection to the pool. */
  private static void release(SqlConnection connection) {
    connection.close().onFailure(e -> LOG.debug("A connection was lost: {}", e.toString()));
  }

  /** One connection of its own, for what a session holds; the caller closes it. */
  public static Future<PgConnection> connect(Vertx vertx, PostgresSettings settings) {
    return PgConnection.connect(vertx, options(settings)).map(KeepAlive::on);
  }

  private static PgConnectOptions options(PostgresSettings settings) {
    return new PgConnectOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setDatabase(settings.database())
        .setUser(settings.user())
        .setPassword(settings.password().value())
        // Notices are for a person at a console; the client would log each of them.
        .addProperty("client_min_messages", "warning")
        .addProperty("idle_in_transaction_session_timeout", STANDSTILL)
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
