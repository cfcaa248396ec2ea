package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.inventory.LedgerAudit.Claim;
import io.ecart.inventory.LedgerAudit.Shortfall;
import io.ecart.testkit.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What orders say is held against the ledger, with nothing else being wrong. */
class DriftAuditTest {
  private static final Claim CLAIM = new Claim("order/1", new Place("A", "main"), 5);
  private static final Claim OTHER = new Claim("order/2", new Place("A", "main"), 4);

  @Test
  void whatAnOrderStillSaysIsHeldAgainstTheLedger() {
    List<Drift> found = run(List.of(List.of(CLAIM, OTHER), List.of(OTHER, CLAIM)));
    assertEquals(List.of(5L, 4L), found.stream().map(Drift::expected).toList());
    assertEquals(List.of(2L, 2L), found.stream().map(Drift::actual).toList());
  }

  /** It was cancelled, shipped or made smaller between the two readings. */
  @Test
  void anOrderThatMovedOnMeanwhileIsLeftOut() {
    List<Drift> found = run(List.of(List.of(CLAIM, OTHER), List.of(OTHER)));
    assertEquals(List.of(4L), found.stream().map(Drift::expected).toList());
  }

  @Test
  void anOrderThatHasItsUnitsIsAskedForOnce() {
    assertTrue(run(List.of(List.of())).isEmpty());
  }

  /**
   * @param listings what order lists, each time it is asked
   */
  private static List<Drift> run(List<List<Claim>> listings) {
    Queue<List<Claim>> next = new ArrayDeque<>(listings);
    OrderAudit orders = untouchedFor -> Future.succeededFuture(next.remove());
    CountAudit counts = () -> Future.succeededFuture(List.of());
    DriftAudit audit = new DriftAudit(new TwoOfEach(), counts, orders, new SimpleMeterRegistry());
    List<Drift> found = Await.get(audit.run());
    assertTrue(next.isEmpty());
    return found;
  }

  /** Its ledger shows two units of whatever is claimed. */
  private record TwoOfEach() implements LedgerAudit {

    @Override
    public Future<List<Drift>> ledger() {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<List<Drift>> holds() {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<List<Shortfall>> shortfalls(List<Claim> claims) {
      return Future.succeededFuture(claims.stream().map(claim -> new Shortfall(claim, 2)).toList());
    }
  }
}
