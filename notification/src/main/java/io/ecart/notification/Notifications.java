package io.ecart.notification;

import io.ecart.notification.NotificationStore.Filter;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was sent, and sending it again. */
public final class Notifications {
  private final NotificationStore store;

  public Notifications(NotificationStore store) {
    this.store = store;
  }

  public Future<List<Notification>> page(Filter filter, @Nullable UUID after, int limit) {
    return store.page(filter, after, limit);
  }

  /** One message that matches, else {@code not_found}. */
  public Future<Notification> get(UUID id, Filter filter) {
    return store.find(id, filter).map(found -> found.orElseThrow(() -> missing(id)));
  }

  /**
   * Sends a message once more, whatever the recipient's preferences: somebody asked for it.
   *
   * @param connection that of the transaction which also stores the answer
   * @return the queued message; fails with {@code illegal_state} while it is queued anyway
   */
  public Future<Notification> resend(SqlClient connection, UUID id, Filter filter) {
    return store
        .requeue(connection, id, filter)
        .compose(queued -> queued.map(Future::succeededFuture).orElseGet(() -> refuse(id, filter)));
  }

  private Future<Notification> refuse(UUID id, Filter filter) {
    return store
        .find(id, filter)
        .compose(
            (Optional<Notification> found) ->
                found.isEmpty()
                    ? missing(id).future()
                    : Problem.illegalState("Notification " + id + " is queued already").future());
  }

  private static Problem missing(UUID id) {
    return Problem.notFound("notification " + id);
  }
}
