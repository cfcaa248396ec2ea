package io.ecart.inventory;

import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.problem.FieldError;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked for in vain, summed per sku until somebody takes it away to tell it. Refusals must
 * stay cheap, so a crash loses what was not told yet, a second's worth of statistics.
 */
public final class LostDemand {
  private static final int MAX_SKUS = 10_000;

  private record Sum(long count, long quantity, long available) {}

  private Map<String, Sum> skuToSum = new HashMap<>();

  /** Notes one short line, as {@link Reserve#shortOf} describes it. */
  void note(FieldError line) {
    JsonObject extra = line.extra();
    String sku = extra.getString("sku");
    if (sku == null || (skuToSum.size() >= MAX_SKUS && !skuToSum.containsKey(sku))) {
      return;
    }
    Sum one = new Sum(1, extra.getLong("requested"), extra.getLong("available"));
    skuToSum.merge(
        sku,
        one,
        (sum, more) ->
            new Sum(sum.count() + 1, sum.quantity() + more.quantity(), more.available()));
  }

  /** Takes the sums away as events; what comes later begins anew. */
  public List<Event> take(Instant now) {
    Map<String, Sum> taken = skuToSum;
    skuToSum = new HashMap<>();
    List<Event> events = new ArrayList<>(taken.size());
    taken.forEach(
        (sku, sum) ->
            events.add(
                StockEvents.rejected(sku, sum.count(), sum.quantity(), sum.available(), now)));
    return events;
  }
}
