package io.ecart.product.kafka;

import io.ecart.product.Availability;
import io.ecart.product.StockTold;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventSink;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes what inventory tells of stock. Each event carries a whole state, so of a batch the newest
 * of a sku is enough, and taking one twice does no harm.
 */
public final class StockEvents implements EventSink {
  /** The topic of inventory. */
  public static final String TOPIC = "inventory.events";

  private static final Set<String> STATES =
      Set.of("stock.changed", "stock.low", "stock.out", "stock.replenished");

  private final Function<Collection<StockTold>, Future<Void>> note;

  /**
   * @param note remembers states, each sku once
   */
  public StockEvents(Function<Collection<StockTold>, Future<Void>> note) {
    this.note = note;
  }

  @Override
  public Future<Void> take(List<Event> events) {
    Map<String, StockTold> skuToNewest = new HashMap<>();
    for (Event event : events) {
      if (STATES.contains(event.name())) {
        StockTold told = read(event);
        skuToNewest.merge(told.sku(), told, StockTold::newer);
      }
    }
    return skuToNewest.isEmpty() ? Future.succeededFuture() : note.apply(skuToNewest.values());
  }

  private static StockTold read(Event event) {
    JsonObject data = event.data();
    if (!(data.getValue("available") instanceof Number available)
        || !(data.getValue("version") instanceof Number version)) {
      throw new IllegalArgumentException("The event tells no stock: available or version missing");
    }
    return new StockTold(
        event.subject(),
        available.longValue(),
        Availability.Status.of(data.getString("status"), available.longValue()),
        version.longValue(),
        event.time());
  }
}
