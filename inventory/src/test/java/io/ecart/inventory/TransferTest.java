package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.inventory.StockDocuments.Step;
import io.ecart.runtime.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferTest {

  @Test
  void shippingMovesUnitsFromHandToIncoming() {
    Step<Transfer> shipped = created().ship(Fixtures.NOW);
    assertEquals(-4, shipped.bookings().get(0).deltas().onHand());
    assertEquals(new Place("A", "main"), shipped.bookings().get(0).place());
    assertEquals(4, shipped.bookings().get(1).deltas().incoming());
    assertEquals(new Place("A", "shop"), shipped.bookings().get(1).place());
  }

  @Test
  void arrivingEndsWhatWasIncomingWhateverArrived() {
    Transfer shipped = created().ship(Fixtures.NOW).document();
    Step<Transfer> arrived = shipped.receive(List.of(new Line("A", 3, 0)), Fixtures.NOW);
    assertEquals(new Deltas(3, 0, 0, 0, -4), arrived.bookings().get(0).deltas());
    assertEquals(1, arrived.document().toJson().getJsonArray("discrepancies").size());
  }

  @Test
  void aTransferGoesForwardOnly() {
    assertThrows(Problem.class, () -> created().receive(List.of(), Fixtures.NOW));
    Transfer shipped = created().ship(Fixtures.NOW).document();
    assertThrows(Problem.class, () -> shipped.ship(Fixtures.NOW));
    List<Line> other = List.of(new Line("B", 1, 0));
    assertThrows(Problem.class, () -> shipped.receive(other, Fixtures.NOW));
  }

  private static Transfer created() {
    return Transfer.create("main", "shop", List.of(new Line("A", 4, 0)), null, Fixtures.NOW)
        .document();
  }
}
