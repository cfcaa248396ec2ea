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
   * Adds it unless there is one of its URL.
   *
   * @param connection that of the transaction which also stores the answer
   * @return whether it was added
   */
  Future<Boolean> add(SqlClient connection, Webhook webhook);

  Future<Optional<Webhook>> find(UUID id);

  /** The newest first. */
  Future<List<Webhook>> page(@Nullable UUID after, int limit);

  /** Whether there was one. */
  Future<Boolean> remove(UUID id);
}
