package io.ecart.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where webhooks are kept. */
public interface WebhookStore {

  /**
   * @param connection that of the transaction which also stores the answer
   */
  Future<Void> add(SqlClient connection, Webhook webhook);

  Future<Optional<Webhook>> find(UUID id);

  /** The newest first. */
  Future<List<Webhook>> page(@Nullable UUID after, int limit);

  /** Whether there was one. */
  Future<Boolean> remove(UUID id);
}
