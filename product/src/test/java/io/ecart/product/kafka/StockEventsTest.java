package io.ecart.product.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.product.Availability.Status;
import io.ecart.product.StockTold;
import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Await;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockEventsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

  private final List<StockTold> noted = new ArrayList<>();
  private final StockEvents events =
      new StockEvents(
          states -> {
            noted.addAll(states);
            return Future.succeededFuture();
          });

  @Test
  void ofABatchTheLastStateOfASkuCounts() {
    Await.get(events.take(List.of(stock("A-1", 7, 1), stock("A-2", 1, 1), stock("A-1", 0, 2))));

    assertEquals(2, noted.size());
    assertTrue(noted.contains(new StockTold("A-1", 0, Status.OUT_OF_STOCK, 2, NOW)));
  }

  @Test
  void anOlderStateInTheSameBatchChangesNothing() {
    Await.get(events.take(List.of(stock("A-1", 7, 5), stock("A-1", 0, 4))));

    assertEquals(List.of(new StockTold("A-1", 7, Status.IN_STOCK, 5, NOW)), noted);
  }

  @Test
  void theStatusOfInventoryCounts() {
    JsonObject data =
        new JsonObject().put("available", 3).put("version", 1).put("status", "low_stock");

    Await.get(events.take(List.of(event("stock.low", data))));

    assertEquals(Status.LOW_STOCK, noted.get(0).status());
  }

  @Test
  void otherEventsAreNotOurs() {
    Await.get(events.take(List.of(event("reservation.rejected", new JsonObject()))));

    assertTrue(noted.isEmpty());
  }

  @Test
  void anEventWithoutAStateIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> events.take(List.of(event("stock.changed", new JsonObject()))));
  }

  private static Event stock(String sku, long available, long version) {
    JsonObject data = new JsonObject().put("available", available).put("version", version);
    return Event.of("inventory", "stock.changed", sku, NOW, data);
  }

  private static Event event(String name, JsonObject data) {
    return Event.of("inventory", name, "A-1", NOW, data);
  }
}
