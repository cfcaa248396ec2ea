package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.order.Catalogue.Product;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** However a change of an order ends: its hold goes if, and only if, it was not written. */
class RevisionsTest {
  private final Order order = Sample.order(PaymentMode.NONE);
  private final FakeStock stock = new FakeStock();
  private final FakeStore store = new FakeStore();
  private final Map<String, Product> products =
      Map.of(
          "A", new Product("A", "The A", new Money(100, "EUR"), "active"),
          "B", new Product("B", "The B", new Money(200, "EUR"), "active"));
  private final Revisions revisions =
      new Revisions(
          store, skus -> Future.succeededFuture(products), stock, Sample.IDS, Clock.systemUTC());

  /** Holds one order, which may be another by the time that it is written. */
  private final class FakeStore implements OrderStore {
    private UnaryOperator<Order> meanwhile = UnaryOperator.identity();
    private @Nullable Throwable failure;
    private Supplier<Future<Set<UUID>>> existing = () -> Future.succeededFuture(Set.of());
    private @Nullable Change written;

    @Override
    public Future<Optional<Order>> find(UUID id) {
      return Future.succeededFuture(Optional.of(order));
    }

    @Override
    public Future<Reply> change(@Nullable IdempotencyKey key, UUID orderId, Step step) {
      try {
        written = step.apply(meanwhile.apply(order));
      } catch (Problem refused) {
        return refused.future();
      }
      return failure == null
          ? Future.succeededFuture(written.reply())
          : Future.failedFuture(failure);
    }

    @Override
    public Future<Set<UUID>> existing(Collection<UUID> ids) {
      return existing.get();
    }

    @Override
    public Future<List<Order>> list(Filter filter) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Optional<UUID>> orderOfReturn(UUID returnId) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<List<UUID>> revisions(UUID orderId, int limit) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<List<UUID>> unpaid(Instant placedBefore, int limit) {
      return Future.succeededFuture(List.of());
    }
  }

  private Future<Reply> revise(int unitsOfA) {
    return revise(1, unitsOfA);
  }

  private Future<Reply> revise(long version, int unitsOfA) {
    Requester by = new Requester(Sample.ALICE, null, "00-trace");
    List<WantedLine> lines = List.of(new WantedLine(null, "A", unitsOfA));
    return revisions.revise(by, order.id(), version, new Revisions.Wish(lines, now -> now));
  }

  private static Order changed(Order current) {
    return current.revise(current.lines(), current.recipient(), Sample.NOW);
  }

  private UUID hold() {
    assertEquals(1, stock.holds.size());
    return stock.holds.get(0).id();
  }

  @Test
  void aWrittenChangeKeepsItsHoldUnderAnIdThatIsWrittenToo() {
    assertTrue(revise(10).succeeded());
    assertEquals("order/" + hold(), stock.holds.get(0).reference());
    assertEquals(Map.of("A", 2), stock.holds.get(0).skuToQuantity());
    assertEquals(hold(), store.written.revisionId());
    assertEquals(List.of(), stock.released);
  }

  @Test
  void lessNeedsNoHoldAndNoId() {
    assertTrue(revise(3).succeeded());
    assertEquals(List.of(), stock.holds);
    assertNull(store.written.revisionId());
  }

  @Test
  void whoFindsAnotherVersionGivesUp() {
    store.meanwhile = RevisionsTest::changed;
    Problem problem = assertInstanceOf(Problem.class, revise(10).cause());
    assertEquals(ProblemCode.VERSION_MISMATCH, problem.code());
    assertEquals(List.of(hold()), stock.released);
  }

  @Test
  void whoAsksForAnyVersionBeginsAnew() {
    store.meanwhile =
        current -> {
          store.meanwhile = UnaryOperator.identity();
          return changed(current);
        };
    assertTrue(revise(Revisions.ANY_VERSION, 10).succeeded());
    assertEquals(2, stock.holds.size());
    assertEquals(List.of(stock.holds.get(0).id()), stock.released);
    assertEquals(stock.holds.get(1).id(), store.written.revisionId());
  }

  @Test
  void whoAsksForAnyVersionIsNeverToldOfAWrongOne() {
    store.meanwhile = RevisionsTest::changed;
    Problem problem = assertInstanceOf(Problem.class, revise(Revisions.ANY_VERSION, 10).cause());
    assertEquals(ProblemCode.UNAVAILABLE, problem.code());
    assertEquals(stock.holds.stream().map(Stock.Hold::id).toList(), stock.released);
  }

  @Test
  void aHoldThatMayOrMayNotBeThereIsGivenUp() {
    stock.failWith(Problem.unavailable("timeout"));
    assertTrue(revise(10).failed());
    assertNull(store.written);
    assertEquals(List.of(hold()), stock.released);
  }

  @Test
  void whatWasNotWrittenIsGivenUp() {
    store.failure = new IllegalStateException("connection lost");
    assertTrue(revise(10).failed());
    assertEquals(List.of(hold()), stock.released);
  }

  @Test
  void whatWasWrittenThoughTheAnswerWasLostIsKept() {
    store.failure = new IllegalStateException("connection lost");
    store.existing = () -> Future.succeededFuture(Set.of(store.written.revisionId()));
    Future<Reply> reply = revise(10);
    assertTrue(reply.failed());
    assertEquals(List.of(), stock.released);
  }

  @Test
  void whatMayBeWrittenIsKept() {
    store.failure = new IllegalStateException("connection lost");
    store.existing = () -> Future.failedFuture("still away");
    assertTrue(revise(10).failed());
    assertEquals(List.of(), stock.released);
  }
}
