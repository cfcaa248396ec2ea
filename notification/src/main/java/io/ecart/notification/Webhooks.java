package io.ecart.notification;

import com.github.f4b6a3.uuid.UuidCreator;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which URLs are told of events. */
public final class Webhooks {
  private final WebhookStore store;
  private final TargetGuard guard;
  private final Clock clock;

  public Webhooks(WebhookStore store, TargetGuard guard, Clock clock) {
    this.store = store;
    this.guard = guard;
    this.clock = clock;
  }

  /** Fails with {@code invalid_request} when a URL leads where none may go. */
  public Future<Void> check(String url) {
    return guard.check(url);
  }

  /**
   * Registers a URL that was checked.
   *
   * @param connection that of the transaction which also stores the answer
   */
  public Future<Webhook> add(SqlClient connection, String url, List<String> events, String secret) {
    Webhook webhook =
        new Webhook(
            UuidCreator.getTimeOrderedEpoch(),
            url,
            events,
            secret,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    return store.add(connection, webhook).map(added -> webhook);
  }

  public Future<Webhook> get(UUID id) {
    return store.find(id).map(found -> found.orElseThrow(() -> missing(id)));
  }

  public Future<List<Webhook>> page(@Nullable UUID after, int limit) {
    return store.page(after, limit);
  }

  /** Removes it; what is still queued for it is suppressed when its turn comes. */
  public Future<Void> remove(UUID id) {
    return store
        .remove(id)
        .compose(there -> there ? Future.succeededFuture() : missing(id).future());
  }

  private static Problem missing(UUID id) {
    return Problem.notFound("webhook " + id);
  }
}
