package io.ecart.analytics;

import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** Events of the inventory service. */
public final class TestStock {

  private TestStock() {}

  public static Event changed(String sku, long version, long onHand, long available, String at) {
    return level("stock.changed", sku, version, onHand, available, at);
  }

  public static Event out(String sku, long version, long onHand, String at) {
    return level("stock.out", sku, version, onHand, 0, at);
  }

  public static Event rejected(String sku, long count, long quantity, String at) {
    return event(
        "reservation.rejected",
        sku,
        at,
        new JsonObject()
            .put("sku", sku)
            .put("count", count)
            .put("quantity", quantity)
            .put("available", 0));
  }

  /** Some of what is on hand is promised to orders, the rest is available. */
  public static Event promised(String sku, long version, long onHand, long promised, String at) {
    Event event = changed(sku, version, onHand, onHand - promised, at);
    event.data().put("allocated", promised);
    event.data().getJsonArray("locations").getJsonObject(0).put("allocated", promised);
    return event;
  }

  private static Event level(
      String name, String sku, long version, long onHand, long available, String at) {
    JsonObject levels =
        new JsonObject()
            .put("onHand", onHand)
            .put("reserved", 0)
            .put("allocated", 0)
            .put("unavailable", 0)
            .put("available", available)
            .put("incoming", 0);
    JsonArray locations =
        new JsonArray().add(levels.copy().put("location", "main").put("active", true));
    JsonObject data =
        levels
            .put("sku", sku)
            .put("version", version)
            .put("status", available > 0 ? "in_stock" : "out_of_stock")
            .put("locations", locations);
    return event(name, sku, at, data);
  }

  private static Event event(String name, String sku, String at, JsonObject data) {
    return new Event(
        UUID.randomUUID().toString(),
        "io.ecart." + name + ".v1",
        "/inventory",
        sku,
        Instant.parse(at),
        null,
        data);
  }
}
