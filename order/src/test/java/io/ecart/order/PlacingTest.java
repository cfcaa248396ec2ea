package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.order.Catalogue.Product;
import io.ecart.order.Placements.Outcome;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However the placing of an order ends: no hold is kept for nothing, none is given up wrongly. */
class PlacingTest {
  private static final IdempotencyKey KEY =
      new IdempotencyKey("alice", "k", "hash", "/things", "trace");
  private static final NewOrder WANTED =
      new NewOrder(
          List.of(new NewOrder.Line("A", 2, null)), Sample.RECIPIENT, null, null, new JsonObject());

  /** Writes nothing, and answers as it is told. */
  private static final class FakePlacements implements Placements {
    private final List<Placement> written = new ArrayList<>();
    private Future<Outcome> outcome = Future.succeededFuture(Outcome.WRITTEN);
    private Future<Long> number = Future.succeededFuture(1L);
    private Future<Optional<Reply>> stored = Future.succeededFuture(Optional.empty());
    private @Nullable Reply refusal;

    @Override
    public Future<Long> nextNumber() {
      return number;
    }

    @Override
    public Future<Outcome> write(Placement placement) {
      written.add(placement);
      return outcome;
    }

    @Override
    public Future<Optional<Reply>> answered(IdempotencyKey key) {
      return stored;
    }

    @Override
    public Future<Boolean> refuse(IdempotencyKey key, Reply given) {
      refusal = given;
      return Future.succeededFuture(stored.result().isEmpty());
    }
  }

  private final FakeStock stock = new FakeStock();
  private final FakePlacements placements = new FakePlacements();
  private final Map<String, Product> products =
      Map.of("A", new Product("A", "The A", new Money(100, "EUR"), "active"));
  private final OncePlaced placing =
      new OncePlaced(
          new Placing(
              skus -> Future.succeededFuture(products),
              stock,
              placements,
              PaymentMode.NONE,
              Sample.IDS),
          placements,
          new SimpleMeterRegistry());

  private Future<Reply> place(@Nullable IdempotencyKey key) {
    return placing.place(WANTED, new Requester(Sample.ALICE, key, "00-trace"));
  }

  private Problem refused() {
    return assertInstanceOf(Problem.class, place(null).cause());
  }

  private void assertReleased(boolean yes) {
    List<UUID> held = stock.holds.stream().map(Stock.Hold::id).toList();
    assertEquals(yes ? held : List.of(), stock.released);
  }

  @Test
  void aWrittenOrderKeepsItsHold() {
    Reply reply = place(null).result();
    assertEquals(201, reply.status());
    assertEquals("order/" + placements.written.get(0).order().id(), stock.holds.get(0).reference());
    assertEquals(placements.written.get(0).holdId(), stock.holds.get(0).id());
    assertReleased(false);
  }

  @Test
  void aRefusalNeedsNoRelease() {
    JsonObject sku = new JsonObject().put("sku", "A");
    FieldError shortLine = new FieldError("/reservations/7/lines/0", "insufficient_stock", "", sku);
    stock.failWith(Problem.insufficientStock(List.of(shortLine)));
    Problem problem = refused();
    assertEquals(ProblemCode.INSUFFICIENT_STOCK, problem.code());
    assertEquals("/lines/0", problem.errors().get(0).pointer());
    assertReleased(false);
  }

  @Test
  void aHoldThatMayOrMayNotBeThereIsGivenUp() {
    stock.failWith(Problem.unavailable("timeout"));
    assertEquals(ProblemCode.UNAVAILABLE, refused().code());
    assertReleased(true);
  }

  @Test
  void whatWasNotWrittenIsGivenUp() {
    placements.outcome = Future.succeededFuture(Outcome.NOT_WRITTEN);
    assertTrue(refused().retryAfterSeconds() > 0);
    assertReleased(true);
  }

  @Test
  void whatCouldNotBeQueuedIsGivenUp() {
    placements.outcome = Problem.unavailable("full").future();
    refused();
    assertReleased(true);
  }

  @Test
  void whatHasNoNumberIsGivenUp() {
    placements.number = Future.failedFuture("no database");
    assertTrue(place(null).failed());
    assertReleased(true);
  }

  @Test
  void aHoldWithTooFewUnitsIsGivenUp() {
    stock.giveTooFew(1);
    assertInstanceOf(IllegalStateException.class, place(null).cause());
    assertEquals(List.of(), placements.written);
    assertReleased(true);
  }

  /** It may be written: only its time, and inventory's question, can tell. */
  @Test
  void whatMayBeWrittenIsNotGivenUp() {
    placements.outcome = Future.succeededFuture(Outcome.UNKNOWN);
    assertEquals(ProblemCode.UNAVAILABLE, refused().code());
    assertReleased(false);
  }

  @Test
  void theLoserOfARaceForAKeyGivesUpAndAnswersAsTheWinner() {
    Reply winner = Reply.ok(new JsonObject().put("id", "winner"));
    Promise<Outcome> writing = Promise.promise();
    placements.outcome = writing.future();
    Future<Reply> reply = place(KEY);
    placements.stored = Future.succeededFuture(Optional.of(winner));
    writing.complete(Outcome.KEY_TAKEN);
    assertSame(winner, reply.result());
    assertReleased(true);
  }

  @Test
  void aRepeatWhileTheFirstRunsIsToldSo() {
    Promise<Outcome> writing = Promise.promise();
    placements.outcome = writing.future();
    Future<Reply> first = place(KEY);
    Problem again = assertInstanceOf(Problem.class, place(KEY).cause());
    assertEquals(ProblemCode.IDEMPOTENCY_IN_FLIGHT, again.code());
    IdempotencyKey other =
        new IdempotencyKey(KEY.caller(), KEY.key(), "another hash", "/things", "trace");
    Problem mismatch = assertInstanceOf(Problem.class, place(other).cause());
    assertEquals(ProblemCode.IDEMPOTENCY_MISMATCH, mismatch.code());
    writing.complete(Outcome.WRITTEN);
    assertEquals(201, first.result().status());
    assertEquals(1, placements.written.size());
    assertTrue(place(KEY).succeeded());
  }

  @Test
  void refusalsAreKeptAndOutagesAreNot() {
    stock.failWith(Problem.unavailable("away"));
    assertTrue(place(KEY).failed());
    assertNull(placements.refusal);
    stock.failWith(Problem.insufficientStock(List.of()));
    assertTrue(place(KEY).failed());
    assertEquals(409, placements.refusal.status());
  }
}
