package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.inventory.PurchaseOrder.Delivered;
import io.ecart.inventory.StockDocuments.Step;
import io.ecart.runtime.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchaseOrderTest {

  @Test
  void incomingIsWhatIsStillToCome() {
    PurchaseOrder order = open(10);
    Step<PurchaseOrder> first = receive(order, 4, false);
    assertEquals(-4, incoming(first));
    Step<PurchaseOrder> tooMuch = receive(first.document(), 9, false);
    assertEquals(-6, incoming(tooMuch));
    assertEquals(PurchaseOrder.Status.RECEIVED, tooMuch.document().status());
  }

  @Test
  void closingTakesBackWhatNeverComes() {
    Step<PurchaseOrder> closed = receive(open(10), 4, true);
    assertEquals(-10, incoming(closed));
    assertEquals(4, onHand(closed));
    assertThrows(Problem.class, () -> receive(closed.document(), 1, false));
  }

  @Test
  void twoLinesOfOneSkuArriveTogether() {
    List<Delivered> twice = List.of(new Delivered("A", 2, 1), new Delivered("A", 3, 0));
    Step<PurchaseOrder> received = open(10).receive(twice, false, Fixtures.NOW);
    assertEquals(5, onHand(received));
    assertEquals(1, received.document().lines().get(0).damaged());
  }

  private static PurchaseOrder open(int quantity) {
    return PurchaseOrder.create(
            "Acme", "main", List.of(new Line("A", quantity, 0)), null, null, Fixtures.NOW)
        .document();
  }

  private static Step<PurchaseOrder> receive(PurchaseOrder order, int quantity, boolean close) {
    return order.receive(List.of(new Delivered("A", quantity, 0)), close, Fixtures.NOW);
  }

  private static long incoming(Step<PurchaseOrder> step) {
    return step.bookings().stream().mapToLong(each -> each.deltas().incoming()).sum();
  }

  private static long onHand(Step<PurchaseOrder> step) {
    return step.bookings().stream().mapToLong(each -> each.deltas().onHand()).sum();
  }
}
