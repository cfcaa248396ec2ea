package io.ecart.inventory;

import io.ecart.runtime.kafka.Event;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The events that inventory tells, all on {@value #TOPIC}. */
public final class StockEvents {
  public static final String TOPIC = "inventory.events";
  private static final String SERVICE = "inventory";

  private StockEvents() {}

  /**
   * One of {@code stock.changed}, {@code stock.low}, {@code stock.out}, {@code stock.replenished}.
   */
  public static Event ofStock(String name, JsonObject stock, Instant now) {
    return Event.of(SERVICE, name, stock.getString("sku"), now, stock);
  }

  /** Lost demand: how often and how many units were asked for in vain. */
  public static Event rejected(String sku, long count, long quantity, long available, Instant now) {
    JsonObject data =
        new JsonObject()
            .put("sku", sku)
            .put("count", count)
            .put("quantity", quantity)
            .put("available", available);
    return Event.of(SERVICE, "reservation.rejected", sku, now, data);
  }

  static Event drifted(String sku, JsonObject data, Instant now) {
    return Event.of(SERVICE, "stock.drifted", sku, now, data);
  }

  static Event expired(Reservation hold, Instant now) {
    JsonObject data =
        new JsonObject()
            .put("reservationId", hold.id().toString())
            .put("reference", hold.reference())
            .put("lines", Reservation.linesToJson(hold.lines()));
    return Event.of(SERVICE, "reservation.expired", hold.id().toString(), now, data);
  }
}
