package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.kafka.Event;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LostDemandTest {
  private final LostDemand lostDemand = new LostDemand();
  private List<Event> told = List.of();

  private void note(String sku, int quantity, long available) {
    lostDemand.note(Reserve.shortOf(new Line(sku, quantity, 0), available));
  }

  /** Whether the events get through or not, somebody may have seen them. */
  private Future<Void> tell(Future<Void> outcome) {
    return lostDemand.tell(
        Fixtures.NOW,
        events -> {
          told = events;
          return outcome;
        });
  }

  private Event of(String sku) {
    return told.stream().filter(event -> event.subject().equals(sku)).findFirst().orElseThrow();
  }

  @Test
  void refusalsAreSummedPerSkuUntilTheyAreTold() {
    note("A", 3, 2);
    note("A", 4, 1);
    note("B", 1, -5);
    assertTrue(tell(Future.succeededFuture()).succeeded());
    assertEquals(2, told.size());
    assertEquals("reservation.rejected", of("A").name());
    assertEquals(2, of("A").data().getLong("count"));
    assertEquals(7, of("A").data().getLong("quantity"));
    assertEquals(1, of("A").data().getLong("available"));
    tell(Future.succeededFuture());
    assertTrue(told.isEmpty());
  }

  /** Names that nobody stocks must not pile up. */
  @Test
  void ofMoreSkusThanItKeepsOnlyTheKnownOnesAreSummed() {
    IntStream.range(0, 10_001).forEach(i -> note("sku-" + i, 1, 0));
    note("sku-0", 2, 0);
    tell(Future.succeededFuture());
    assertEquals(10_000, told.size());
    assertEquals(3, of("sku-0").data().getLong("quantity"));
  }

  @Test
  void whatCouldNotBeToldIsToldAgainBeforeWhatCameLater() {
    note("A", 3, 2);
    assertTrue(tell(Future.failedFuture("no database")).failed());
    List<Event> first = told;
    note("A", 4, 1);
    tell(Future.failedFuture("no database"));
    tell(Future.succeededFuture());
    assertEquals(first, told);
    tell(Future.succeededFuture());
    assertEquals(1, of("A").data().getLong("count"));
    assertEquals(4, of("A").data().getLong("quantity"));
    tell(Future.succeededFuture());
    assertTrue(told.isEmpty());
  }
}
