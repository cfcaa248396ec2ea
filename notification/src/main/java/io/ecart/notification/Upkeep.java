package io.ecart.notification;

import io.ecart.runtime.postgres.Idempotency;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be done now and then: learn of changed templates, forget what is old. */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final long REFRESH_MS = 2_000;
  private static final long PRUNE_MS = 60_000;

  private final Vertx vertx;
  private final Composer composer;
  private final Supplier<Future<?>> prune;
  private long refreshTimer = -1;
  private long pruneTimer = -1;

  Upkeep(
      Vertx vertx, Composer composer, Idempotency idempotency, Supplier<Future<Void>> retention) {
    this.vertx = vertx;
    this.composer = composer;
    this.prune = () -> Future.join(idempotency.prune(), retention.get());
  }

  /** Ends when the templates are there. */
  Future<Void> start() {
    refreshTimer = vertx.setPeriodic(REFRESH_MS, fired -> quietly("templates", composer::refresh));
    pruneTimer = vertx.setPeriodic(PRUNE_MS, fired -> quietly("old records", prune));
    return composer.refresh();
  }

  Future<Void> stop() {
    vertx.cancelTimer(refreshTimer);
    vertx.cancelTimer(pruneTimer);
    return Future.succeededFuture();
  }

  private static void quietly(String what, Supplier<? extends Future<?>> work) {
    work.get().onFailure(e -> LOG.warn("Upkeep of {} failed: {}", what, e.toString()));
  }
}
