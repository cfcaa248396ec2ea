package io.ecart.notification;

import io.ecart.runtime.batch.NaturalBatcher;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what came of tries, many in one transaction. A message that was sent but not marked would
 * be sent again, so the writing itself is tried again for as long as the message is ours.
 */
public final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
  private static final int BATCH = 256;
  private static final int WAITING = 10_000;
  private static final int TRIES = 20;
  private static final long RETRY_MS = 1_000;

  private final Vertx vertx;
  private final Clock clock;
  private final SendQueue queue;
  private final Backoff backoff;
  private final Runnable settled;
  private final NaturalBatcher<Settlement, Void> batches;

  /**
   * @param settled called after every commit
   */
  public Settler(
      Vertx vertx,
      Clock clock,
      SendQueue queue,
      Backoff backoff,
      MeterRegistry metrics,
      Runnable settled) {
    this.vertx = vertx;
    this.clock = clock;
    this.queue = queue;
    this.backoff = backoff;
    this.settled = settled;
    this.batches =
        new NaturalBatcher<>(
            "settle", new NaturalBatcher.Bounds(BATCH, 1, WAITING), metrics, this::write);
  }

  /** Ends when it is durable; never fails, but gives up when the lease must be over. */
  Future<Void> settle(Outbound message, Outcome outcome) {
    Promise<Void> done = Promise.promise();
    // As exact as the database, so that what is told and what is kept are the same.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    submit(Settlement.of(message, outcome, backoff, now), 1, done);
    return done.future();
  }

  private void submit(Settlement settlement, int tries, Promise<Void> done) {
    batches
        .submit(settlement)
        .onComplete(
            written -> done.complete(),
            failure -> {
              if (tries < TRIES) {
                vertx.setTimer(RETRY_MS, again -> submit(settlement, tries + 1, done));
              } else {
                LOG.error(
                    "Notification {} cannot be marked: {}",
                    settlement.notification().id(),
                    failure.toString());
                done.complete();
              }
            });
  }

  private Future<List<Future<Void>>> write(List<Settlement> settlements) {
    return queue
        .settle(settlements)
        .map(
            written -> {
              settled.run();
              return settlements.stream().map(each -> Future.<Void>succeededFuture()).toList();
            });
  }
}
