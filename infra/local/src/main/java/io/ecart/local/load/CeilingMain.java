package io.ecart.local.load;

import io.ecart.runtime.observe.Logs;
import io.ecart.testkit.servers.Ports;
import io.ecart.testkit.servers.PostgresOptions;
import io.ecart.testkit.servers.PostgresServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.TimeUnit;

/**
 * The bare servers, in a process of their own. It prints one line of JSON with their addresses when
 * they can be asked.
 */
final class CeilingMain {
  private static final long LIMIT_SECONDS = 60;

  private CeilingMain() {}

  public static void main(String[] args) throws Exception {
    Logs.use(Logs.Format.TEXT, "ceiling");
    PostgresServer postgres =
        PostgresServer.start(PostgresOptions.throwAway().withDurability(true));
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop"));
    System.out.println(start(vertx, postgres.createDatabase("ceiling")).encode());
  }

  private static JsonObject start(Vertx vertx, String database) throws Exception {
    int http = Ports.free();
    int orders = Ports.free();
    await(createTables(vertx, database));
    DeploymentOptions oneEach =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    await(vertx.deployVerticle(() -> new BareHttp(http), oneEach));
    await(vertx.deployVerticle(new BareOrders(orders, database)));
    return new JsonObject().put("http", http).put("orders", orders).put("postgres", database);
  }

  private static Future<Void> createTables(Vertx vertx, String database) {
    return PgConnection.connect(vertx, PgConnectOptions.fromUri(database))
        .compose(
            connection ->
                connection.query(BareTables.CREATE).execute().eventually(connection::close))
        .mapEmpty();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
