package io.ecart.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PostgresIT {

  @Test
  void theKernelLooksAfterEveryConnection(Vertx vertx) {
    PostgresSettings settings =
        PostgresSettings.read(new Settings(Map.of("ECART_POSTGRES_URL", Servers.freshDatabase())));
    Pool pool = Postgres.pool(vertx, settings);
    requireLookedAfter(Await.get(pool.getConnection()));
    requireLookedAfter(Await.get(Postgres.connect(vertx, settings)));
    Await.get(pool.close());
  }

  private static void requireLookedAfter(SqlConnection connection) {
    assertEquals(true, KeepAlive.socket(connection).getOption(ChannelOption.SO_KEEPALIVE));
    assertEquals(1, Await.get(connection.query("SELECT 1").execute()).size());
    Await.get(connection.close());
  }
}
