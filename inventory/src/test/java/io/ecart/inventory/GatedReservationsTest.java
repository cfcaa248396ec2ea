package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the gate is asked about, and what counts as lost, at a ledger that is as short as it. */
class GatedReservationsTest implements Gate, StockWriter {
  private static final Line LINE = new Line("A", 3, 0);
  private static final FieldError SHORT = Reserve.shortOf(LINE, 1);
  private static final IdempotencyKey KEY =
      new IdempotencyKey("order", "k", "hash", "/batch", "trace");

  private final UUID id = Ids.next();
  private final Instant madeAt = Instant.ofEpochMilli(Ids.madeAtMs(id));
  private final List<Reserve> asked = new ArrayList<>();
  private final List<StockChange<?>> written = new ArrayList<>();
  private final LostDemand lostDemand = new LostDemand();
  private final GatedReservations reservations = new GatedReservations(this, this, lostDemand);
  private boolean replays;

  @Test
  void whatIsNewIsForTheGate() {
    reservations.reserve(wish(id, madeAt));
    assertEquals(1, asked.size());
    assertTrue(written.isEmpty());
    assertEquals(1, lost());
  }

  /** It may have been granted by another instance, or before this one was started. */
  @Test
  void anOldIdIsForTheLedger() {
    reservations.reserve(wish(id, madeAt.plus(Duration.ofMinutes(1))));
    reservations.reserve(wish(UUID.randomUUID(), madeAt));
    assertTrue(asked.isEmpty());
    assertEquals(2, written.size());
    assertEquals(2, lost());
  }

  @Test
  void whatABatchWasRefusedIsLostOnceHoweverOftenItIsSent() {
    List<Reserve> batch = List.of(wish(id, madeAt));
    reservations.reserveAll(batch, KEY, outcomes -> Reply.ok(new JsonObject()));
    replays = true;
    reservations.reserveAll(batch, KEY, outcomes -> Reply.ok(new JsonObject()));
    assertEquals(2, written.size());
    assertEquals(1, lost());
  }

  private static Reserve wish(UUID id, Instant when) {
    return Reserve.of(id, List.of(LINE), when, 900, Fixtures.CAUSE);
  }

  /** How often something was asked for in vain. */
  private long lost() {
    List<Event> told = new ArrayList<>();
    lostDemand.tell(
        madeAt,
        events -> {
          told.addAll(events);
          return Future.succeededFuture();
        });
    return told.stream().mapToLong(event -> event.data().getLong("count")).sum();
  }

  @Override
  public Future<List<FieldError>> shortLines(Reserve wish) {
    asked.add(wish);
    return Future.succeededFuture(List.of(SHORT));
  }

  @Override
  public void refusedBehind(Reserve wish) {}

  @Override
  public <T> Future<T> submit(StockChange<T> change) {
    written.add(change);
    return Problem.insufficientStock(List.of(SHORT)).future();
  }

  @Override
  public <T> Future<Reply> submit(
      StockChange<T> change, @Nullable IdempotencyKey key, Function<T, Reply> answer) {
    return submit(change).map(answer);
  }

  /** Decides before it looks whether the answer is there already, as an effect that is undone. */
  @Override
  public <T> Future<Reply> submitAll(
      List<? extends StockChange<T>> changes,
      @Nullable IdempotencyKey key,
      Function<List<Future<T>>, Reply> answer) {
    Reply first = answer.apply(changes.stream().map(this::submit).toList());
    return Future.succeededFuture(replays ? Reply.replayed(200, new JsonObject(), "{}") : first);
  }
}
