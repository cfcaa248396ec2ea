package io.ecart.analytics;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the housekeeping by the clock; what fails is done at the next turn. */
final class Chores {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final long RECOUNT_MS = 500;

  /**
   * Often, so that there is little to delete each time: one long transaction holds up the outbox of
   * every service in the same Postgres, which passes a gap only once all older ones have ended.
   */
  private static final long PRUNE_MS = 60_000;

  private final Vertx vertx;
  private final Housekeeping housekeeping;
  private final Supplier<Future<Void>> pruneEvents;
  private Future<?> recount = Future.succeededFuture();
  private Future<?> prune = Future.succeededFuture();
  private long recountTimer;
  private long pruneTimer;

  Chores(Vertx vertx, Housekeeping housekeeping, Supplier<Future<Void>> pruneEvents) {
    this.vertx = vertx;
    this.housekeeping = housekeeping;
    this.pruneEvents = pruneEvents;
  }

  void start() {
    recountTimer = vertx.setPeriodic(RECOUNT_MS, turn -> recount());
    pruneTimer = vertx.setPeriodic(PRUNE_MS, turn -> prune());
  }

  private void recount() {
    if (recount.isComplete()) {
      recount = housekeeping.recountCategories().onFailure(Chores::note);
    }
  }

  private void prune() {
    if (prune.isComplete()) {
      prune = housekeeping.prune().compose(pruned -> pruneEvents.get()).onFailure(Chores::note);
    }
  }

  private static void note(Throwable failure) {
    LOG.warn("Housekeeping is put off: {}", failure.toString());
  }

  /** Ends after the turns that are under way. */
  Future<Void> stop() {
    vertx.cancelTimer(recountTimer);
    vertx.cancelTimer(pruneTimer);
    return Future.join(recount, prune).<Void>mapEmpty().otherwiseEmpty();
  }
}
