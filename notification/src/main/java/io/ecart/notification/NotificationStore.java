package io.ecart.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log of messages. */
public interface NotificationStore {

  /**
   * Which messages to list; null members leave the choice open.
   *
   * @param customerId only those of this customer
   */
  record Filter(
      @Nullable String orderId,
      @Nullable String recipient,
      @Nullable NotificationStatus status,
      @Nullable String customerId,
      @Nullable UUID webhookId) {}

  /** The newest first. */
  Future<List<Notification>> page(Filter filter, @Nullable UUID after, int limit);

  /**
   * @param filter what it must match besides
   */
  Future<Optional<Notification>> find(UUID id, Filter filter);

  /**
   * Puts a message that is not queued back into the queue, as if never tried.
   *
   * @param connection that of the transaction which also stores the answer
   * @return empty when there is none that matches and is not queued
   */
  Future<Optional<Notification>> requeue(SqlClient connection, UUID id, Filter filter);
}
