package io.ecart.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.problem.Outages;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PostgresIT {

  private final PostgresSettings settings =
      PostgresSettings.read(new Settings(Map.of("ECART_POSTGRES_URL", Servers.freshDatabase())));

  @Test
  void theKernelLooksAfterEveryConnection(Vertx vertx) {
    Pool pool = Postgres.pool(vertx, settings);
    requireLookedAfter(Await.get(pool.getConnection()));
    requireLookedAfter(Await.get(Postgres.connect(vertx, settings)));
    Await.get(pool.close());
  }

  @Test
  void aTransactionThatStandsStillKeepsNobodyWaitingForEver(Vertx vertx) {
    Pool pool = Postgres.pool(vertx, settings);
    Await.get(pool.query("CREATE TABLE level AS SELECT 1 AS units").execute());
    SqlConnection hanging = Await.get(pool.getConnection());
    Transaction transaction = Await.get(hanging.begin());
    Await.get(hanging.query("UPDATE level SET units = 2").execute());

    Await.get(pool.query("UPDATE level SET units = units + 10").execute());

    Throwable failure = assertThrows(Exception.class, () -> Await.get(transaction.commit()));
    assertTrue(Outages.isOutage(failure), failure::toString);
    var rows = Await.get(pool.query("SELECT units FROM level").execute());
    assertEquals(11, rows.iterator().next().getInteger(0));
    Await.get(pool.close());
  }

  private static void requireLookedAfter(SqlConnection connection) {
    assertEquals(true, KeepAlive.socket(connection).getOption(ChannelOption.SO_KEEPALIVE));
    assertEquals(1, Await.get(connection.query("SELECT 1").execute()).size());
    Await.get(connection.close());
  }
}
