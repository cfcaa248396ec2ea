package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.kafka.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostDemandTest {

  @Test
  void refusalsAreSummedPerSkuUntilTheyAreTold() {
    LostDemand lostDemand = new LostDemand();
    lostDemand.note(Reserve.shortOf(new Line("A", 3, 0), 2));
    lostDemand.note(Reserve.shortOf(new Line("A", 4, 0), 1));
    lostDemand.note(Reserve.shortOf(new Line("B", 1, 0), -5));
    List<Event> events = lostDemand.take(Fixtures.NOW);
    assertEquals(2, events.size());
    Event ofA =
        events.stream().filter(event -> event.subject().equals("A")).findFirst().orElseThrow();
    assertEquals("reservation.rejected", ofA.name());
    assertEquals(2, ofA.data().getLong("count"));
    assertEquals(7, ofA.data().getLong("quantity"));
    assertEquals(1, ofA.data().getLong("available"));
    assertTrue(lostDemand.take(Fixtures.NOW).isEmpty());
  }
}
