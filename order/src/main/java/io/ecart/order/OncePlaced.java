package io.ecart.order;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Problems;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/**
 * Places an order once per idempotency key: a repeat gets the first answer, refusals included; a
 * repeat while the first still runs is refused. Two instances that get the same key at the same
 * instant meet in the database, where one of them wins.
 */
public final class OncePlaced {
  private record Name(String caller, String key) {}

  private final Placing placing;
  private final Placements placements;
  private final MeterRegistry metrics;
  private final Counter placed;
  private final Map<Name, IdempotencyKey> running = new HashMap<>();

  /**
   * @param metrics gets {@code orders.placed}, and {@code orders.refused} with the problem's code
   */
  public OncePlaced(Placing placing, Placements placements, MeterRegistry metrics) {
    this.placing = placing;
    this.placements = placements;
    this.metrics = metrics;
    this.placed = metrics.counter("orders.placed");
  }

  /** As {@link Placing#place}, and fails with {@code idempotency_in_flight} or a mismatch. */
  public Future<Reply> place(NewOrder wanted, Requester by) {
    IdempotencyKey key = by.key();
    return key == null ? placeNew(wanted, by) : placeOnce(wanted, by, key);
  }

  private Future<Reply> placeNew(NewOrder wanted, Requester by) {
    return placing
        .place(wanted, by)
        .onSuccess(done -> placed.increment())
        .onFailure(this::countRefusal);
  }

  private void countRefusal(Throwable failure) {
    String code = failure instanceof Problem problem ? problem.code().wire() : "internal";
    metrics.counter("orders.refused", "code", code).increment();
  }

  private Future<Reply> placeOnce(NewOrder wanted, Requester by, IdempotencyKey key) {
    Name name = new Name(key.caller(), key.key());
    IdempotencyKey first = running.putIfAbsent(name, key);
    if (first != null) {
      return refuse(first, key);
    }
    return answerOnce(wanted, by, key).onComplete(done -> running.remove(name));
  }

  private static Future<Reply> refuse(IdempotencyKey first, IdempotencyKey second) {
    return first.requestHash().equals(second.requestHash())
        ? Problem.inFlight().future()
        : Problem.of(ProblemCode.IDEMPOTENCY_MISMATCH, "This key is in use with another request")
            .future();
  }

  private Future<Reply> answerOnce(NewOrder wanted, Requester by, IdempotencyKey key) {
    return placements
        .answered(key)
        .compose(
            stored ->
                stored
                    .map(Future::succeededFuture)
                    .orElseGet(() -> placeNew(wanted, by).recover(e -> keep(key, e))));
  }

  private Future<Reply> keep(IdempotencyKey key, Throwable failure) {
    Future<Reply> refused = Future.failedFuture(failure);
    return Problems.storedRefusal(failure, key)
        .map(refusal -> keep(key, refusal, refused))
        .orElse(refused);
  }

  /** Of two runs at the same instant the one that is written first counts for both. */
  private Future<Reply> keep(IdempotencyKey key, Reply refusal, Future<Reply> refused) {
    return placements
        .refuse(key, refusal)
        .otherwise(true)
        .compose(
            kept ->
                kept
                    ? refused
                    : placements
                        .answered(key)
                        .compose(first -> first.map(Future::succeededFuture).orElse(refused)));
  }
}
