package io.ecart.inventory;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Holds stock: through the gate to the ledger, with every refusal noted as lost demand. */
public final class GatedReservations implements Reservations {
  private static final long FRESH_MS = 2_000;

  private final Gate gate;
  private final StockWriter writer;
  private final LostDemand lostDemand;
  private final RecentIds granted = new RecentIds();

  public GatedReservations(Gate gate, StockWriter writer, LostDemand lostDemand) {
    this.gate = gate;
    this.writer = writer;
    this.lostDemand = lostDemand;
  }

  @Override
  public Future<Reservation> reserve(Reserve wish) {
    Future<Reservation> outcome =
        mayBeRepeat(wish)
            ? write(wish)
            : gate.shortLines(wish)
                .compose(lines -> lines.isEmpty() ? writeLetThrough(wish) : refuse(lines));
    return outcome.onFailure(this::note);
  }

  /** Past the gate, as another instance may have granted it: the last unit may be its own. */
  @Override
  public Future<Reservation> reserveAgain(Reserve wish) {
    return write(wish).onFailure(this::note);
  }

  /**
   * A repeat must find its hold, even when that very hold took the last unit; only the ledger
   * knows. A wish is new when its id is: just made, and not granted here before.
   */
  private boolean mayBeRepeat(Reserve wish) {
    if (!wish.repeatable()) {
      return false;
    }
    long ageMs = wish.now().toEpochMilli() - Ids.madeAtMs(wish.id());
    return Math.abs(ageMs) > FRESH_MS || granted.contains(wish.id());
  }

  private Future<Reservation> writeLetThrough(Reserve wish) {
    return write(wish)
        .onFailure(
            failure -> {
              if (isShort(failure)) {
                gate.refusedBehind(wish);
              }
            });
  }

  private Future<Reservation> write(Reserve wish) {
    Future<Reservation> hold = writer.submit(wish);
    return wish.repeatable() ? hold.onSuccess(done -> granted.add(wish.id())) : hold;
  }

  /** Past the gate: a repeat must find its stored answer, however sold out the shop is by now. */
  @Override
  public Future<Reply> reserve(
      Reserve wish, IdempotencyKey key, Function<Reservation, Reply> answer) {
    return writer.submit(wish, key, answer).onFailure(this::note);
  }

  /** The answer may be made more than once, and in vain; only the last one tells what happened. */
  @Override
  public Future<Reply> reserveAll(
      List<Reserve> wishes, IdempotencyKey key, Function<List<Future<Reservation>>, Reply> answer) {
    List<Future<Reservation>> last = new ArrayList<>(wishes.size());
    return writer
        .submitAll(
            wishes,
            key,
            outcomes -> {
              last.clear();
              last.addAll(outcomes);
              return answer.apply(outcomes);
            })
        .onSuccess(
            reply -> {
              if (!reply.isReplayed()) {
                last.forEach(outcome -> outcome.onFailure(this::note));
              }
            });
  }

  private static Future<Reservation> refuse(List<FieldError> shortLines) {
    return Problem.insufficientStock(shortLines).future();
  }

  private void note(Throwable failure) {
    if (isShort(failure)) {
      ((Problem) failure).errors().forEach(lostDemand::note);
    }
  }

  private static boolean isShort(Throwable failure) {
    return failure instanceof Problem problem && problem.code() == ProblemCode.INSUFFICIENT_STOCK;
  }
}
