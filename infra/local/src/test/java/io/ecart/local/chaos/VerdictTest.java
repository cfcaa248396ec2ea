package io.ecart.local.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.local.chaos.Buyers.Fate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A check that cannot fail would be none. */
class VerdictTest {
  private static final long DELIVERED = 3;

  private final Map<String, Fate> told = new HashMap<>(Map.of("a", Fate.PLACED));
  private final JsonObject line =
      new JsonObject().put("sku", "MUG").put("quantity", 1).put("shipped", 0);
  private final JsonObject order =
      new JsonObject()
          .put("id", "a")
          .put("status", "confirmed")
          .put("lines", new JsonArray().add(line));
  private final JsonObject level =
      new JsonObject().put("onHand", 3).put("reserved", 0).put("allocated", 1).put("available", 2);
  private final Map<String, JsonObject> orders = new HashMap<>(Map.of("a", order));

  private List<String> faults() {
    return new Verdict(new Books(orders, Map.of("MUG", level)), told, DELIVERED).faults();
  }

  @Test
  void soundBooksHaveNoFaults() {
    assertEquals(List.of(), faults());
  }

  @Test
  void shippedGoodsHaveLeft() {
    told.put("a", Fate.SHIPPED);
    line.put("shipped", 1);
    level.put("onHand", 2).put("allocated", 0);

    assertEquals(List.of(), faults());
  }

  @Test
  void cancelledGoodsAreBack() {
    told.put("a", Fate.CANCELLED);
    order.put("status", "cancelled");
    level.put("allocated", 0).put("available", 3);

    assertEquals(List.of(), faults());
  }

  @Test
  void aLostOrderIsFound() {
    told.put("b", Fate.PLACED);

    assertEquals(List.of("order b was acknowledged and is not there"), faults());
  }

  @Test
  void anOrderNobodyKnowsOfIsFound() {
    told.clear();

    assertEquals(List.of("1 orders are there that nobody was told of"), faults());
  }

  @Test
  void aForgottenCancellationIsFound() {
    told.put("a", Fate.CANCELLED);

    assertEquals(List.of("order a: CANCELLED, and is confirmed"), faults());
  }

  @Test
  void aShipmentThatHappenedTwiceIsFound() {
    told.put("a", Fate.SHIPPED);
    line.put("shipped", 1);
    level.put("onHand", 1).put("allocated", 0).put("available", 1);

    assertEquals(
        List.of("MUG: onHand is 1, must be 2", "MUG: available is 1, must be 2"), faults());
  }

  @Test
  void aHoldThatStaysIsFound() {
    level.put("reserved", 1).put("available", 1);

    assertEquals(
        List.of("MUG: reserved is 1, must be 0", "MUG: available is 1, must be 2"), faults());
  }

  @Test
  void oversellingIsFound() {
    line.put("quantity", 4);
    level.put("allocated", 4).put("available", -1);

    assertEquals(List.of("MUG: 4 sold of 3"), faults());
  }
}
