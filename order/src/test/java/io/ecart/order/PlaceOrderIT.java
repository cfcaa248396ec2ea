package io.ecart.order;

import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.EventRecorder;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Placing orders over HTTP, as clients do. */
class PlaceOrderIT {
  private static OrderWorld world;

  @BeforeAll
  static void start() {
    world = new OrderWorld().start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void placeHoldsWritesAndTells() {
    Answer answer =
        world.as("alice").post("/api/v1/orders", order(line("A", 7), line("B", 1), line("A", 1)));
    JsonObject placed = answer.expect(201).json();
    assertEquals(path(placed), answer.header("Location"));
    assertEquals("\"1\"", answer.header("ETag"));
    assertEquals("confirmed", placed.getString("status"));
    assertEquals(1_000, placed.getJsonObject("total").getInteger("amount"));
    assertEquals(2, placed.getJsonArray("lines").size());
    JsonObject first = placed.getJsonArray("lines").getJsonObject(0);
    assertEquals(8, first.getInteger("quantity"));
    assertEquals(
        "[{\"location\":\"main\",\"quantity\":5},{\"location\":\"back\",\"quantity\":3}]",
        first.getJsonArray("allocatedFrom").encode());
    assertEquals(placed, world.as("alice").get(path(placed)).expect(200).json());
    try (EventRecorder events = world.recorder()) {
      JsonObject told =
          events.awaitType("io.ecart.order.placed.v1", placed.getString("id")).data();
      assertEquals(placed, told.getJsonObject("order"));
      assertTrue(world.inventory.holds(told.getString("reservationId")));
    }
  }
}
