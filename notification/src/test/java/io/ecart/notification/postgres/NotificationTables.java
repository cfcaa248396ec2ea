package io.ecart.notification.postgres;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ecart.notification.Channel;
import io.ecart.notification.NotificationStatus;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The service's tables without the service, in a database of their own. */
final class NotificationTables implements AutoCloseable {
  private static final String ADD_EVENTS =
      "INSERT INTO event (id, happened_at, data) SELECT unnest($1::uuid[])::text, $2, '{}'";
  private static final String ADD_MESSAGES =
      "INSERT INTO notification (id, event_id, event, channel, recipient, locale, status, due_at,"
          + " created_at) SELECT id, id::text, 'order.placed', $2, $3, 'en', $4, $5, $5"
          + " FROM unnest($1::uuid[]) id";

  final Pool pool;
  private final Vertx vertx = Vertx.vertx();

  NotificationTables() {
    PostgresSettings settings =
        PostgresSettings.read(new Settings(Map.of("ECART_POSTGRES_URL", Servers.freshDatabase())));
    Await.get(Postgres.migrate(vertx, settings, "notification"));
    pool = Postgres.pool(vertx, settings);
  }

  /** Messages that were due when they were made, each about an event of its own. */
  void add(int count, Channel channel, String to, NotificationStatus status, Instant made) {
    UUID[] ids =
        Stream.generate(() -> UuidCreator.getTimeOrderedEpoch(made))
            .limit(count)
            .toArray(UUID[]::new);
    Tuple events = Tuple.of(ids, Rows.utc(made));
    Tuple messages = Tuple.of(ids, channel.wire(), to, status.wire(), Rows.utc(made));
    Await.get(pool.preparedQuery(ADD_EVENTS).execute(events));
    Await.get(pool.preparedQuery(ADD_MESSAGES).execute(messages));
  }

  long count(String table) {
    return Await.get(pool.query("SELECT count(*) FROM " + table).execute())
        .iterator()
        .next()
        .getLong(0);
  }

  @Override
  public void close() {
    Await.get(vertx.close());
  }
}
