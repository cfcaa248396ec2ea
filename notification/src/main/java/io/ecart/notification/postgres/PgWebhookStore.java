package io.ecart.notification.postgres;

import io.ecart.notification.Webhook;
import io.ecart.notification.WebhookStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks in Postgres. Their secrets are kept as they are: signing needs them. */
public final class PgWebhookStore implements WebhookStore {
  private final Pool pool;

  public PgWebhookStore(Pool pool) {
    this.pool = pool;
  }

  /** All of them; there are few. */
  static Future<List<Webhook>> all(SqlClient client) {
    return client
        .preparedQuery("SELECT * FROM webhook")
        .execute()
        .map(rows -> Rows.all(rows, PgWebhookStore::webhook));
  }

  @Override
  public Future<Void> add(SqlClient connection, Webhook webhook) {
    Tuple row =
        Tuple.of(
            webhook.id(),
            webhook.url(),
            webhook.events().toArray(String[]::new),
            webhook.secret(),
            Rows.utc(webhook.createdAt()));
    return connection
        .preparedQuery(
            "INSERT INTO webhook (id, url, events, secret, created_at)"
                + " VALUES ($1, $2, $3, $4, $5)")
        .execute(row)
        .mapEmpty();
  }

  @Override
  public Future<Optional<Webhook>> find(UUID id) {
    return pool.preparedQuery("SELECT * FROM webhook WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.first(rows, PgWebhookStore::webhook));
  }

  @Override
  public Future<List<Webhook>> page(@Nullable UUID after, int limit) {
    return pool.preparedQuery(
            "SELECT * FROM webhook WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2")
        .execute(Tuple.of(after, limit))
        .map(rows -> Rows.all(rows, PgWebhookStore::webhook));
  }

  @Override
  public Future<Boolean> remove(UUID id) {
    return pool.preparedQuery("DELETE FROM webhook WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Webhook webhook(Row row) {
    return new Webhook(
        row.getUUID("id"),
        row.getString("url"),
        List.of(row.getArrayOfStrings("events")),
        row.getString("secret"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
