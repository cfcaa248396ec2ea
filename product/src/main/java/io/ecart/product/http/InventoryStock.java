package io.ecart.product.http;

import io.ecart.product.Availability;
import io.ecart.product.StockSource;
import io.ecart.runtime.discovery.Answer;
import io.ecart.runtime.discovery.Ask;
import io.ecart.runtime.discovery.ServiceClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Asks inventory, for all skus in one call. */
public final class InventoryStock implements StockSource {
  private final ServiceClient inventory;
  private final Clock clock;
  private final Duration timeout;

  public InventoryStock(ServiceClient inventory, Clock clock, Duration timeout) {
    this.inventory = inventory;
    this.clock = clock;
    this.timeout = timeout;
  }

  @Override
  public Future<Map<String, Availability>> ask(Collection<String> skus) {
    // As anybody: the public answer comes from inventory's counts and has the status in it.
    String path = "/api/v1/stock?skus=" + String.join(",", skus);
    Ask ask = Ask.get(path).anonymously().forSeveral().within(timeout);
    return inventory.ask(ask).compose(InventoryStock::requireItems).map(items -> read(skus, items));
  }

  private static Future<JsonArray> requireItems(Answer answer) {
    return answer.isSuccess() && answer.body().getValue("items") instanceof JsonArray items
        ? Future.succeededFuture(items)
        : Future.failedFuture("Inventory answered " + answer.status());
  }

  /** Of what inventory has never heard, there is none. */
  private Map<String, Availability> read(Collection<String> skus, JsonArray items) {
    Instant now = clock.instant();
    Map<String, Availability> skuTo = new HashMap<>();
    for (Object item : items) {
      if (item instanceof JsonObject level) {
        skuTo.put(level.getString("sku"), read(level, now));
      }
    }
    Availability none = new Availability(Availability.Status.OUT_OF_STOCK, 0L, now);
    skus.forEach(sku -> skuTo.putIfAbsent(sku, none));
    return skuTo;
  }

  private static Availability read(JsonObject level, Instant now) {
    long available = level.getLong("available", 0L);
    String asOf = level.getString("asOf");
    return new Availability(
        Availability.Status.of(level.getString("status"), available),
        available,
        asOf == null ? now : Instant.parse(asOf));
  }
}
