package io.ecart.analytics.kafka;

import io.ecart.analytics.Progress;
import io.ecart.analytics.StockStore;
import io.ecart.analytics.StockStore.LostDemand;
import io.ecart.analytics.StockStore.StockLevel;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventHandler;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Follows stock and lost demand by {@code inventory.events}. */
public final class StockEvents implements EventHandler {
  public static final String TOPIC = "inventory.events";

  private static final Set<String> LEVELS =
      Set.of("stock.changed", "stock.low", "stock.out", "stock.replenished");

  private final StockStore store;
  private final Progress progress;

  public StockEvents(StockStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  @Override
  public Future<Runnable> handle(SqlConnection transaction, List<Event> events) {
    List<StockLevel> levels =
        events.stream()
            .filter(event -> LEVELS.contains(event.name()))
            .map(StockEvents::level)
            .toList();
    List<LostDemand> lost =
        events.stream()
            .filter(event -> event.name().equals("reservation.rejected"))
            .map(StockEvents::lost)
            .toList();
    return store
        .save(transaction, levels, lost)
        .compose(saved -> progress.note(transaction, "stock", Newest.of(events)))
        .map(EventHandler.NOTHING);
  }

  private static StockLevel level(Event event) {
    JsonObject data = event.data();
    return new StockLevel(
        sku(data),
        data.getLong("version"),
        data.getLong("onHand"),
        data.getLong("available"),
        data.getLong("incoming", 0L),
        data.getString("status", ""),
        data.getLong("leadTimeDays"),
        data.getJsonArray("locations", new JsonArray()),
        event.name().equals("stock.out"),
        event.time());
  }

  private static LostDemand lost(Event event) {
    JsonObject data = event.data();
    return new LostDemand(
        sku(data), data.getLong("count", 1L), data.getLong("quantity"), event.time());
  }

  private static String sku(JsonObject data) {
    return Objects.requireNonNull(data.getString("sku"), "The event has no sku");
  }
}
