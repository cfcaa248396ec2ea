package io.ecart.inventory;

import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.problem.FieldError;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What was asked for in vain, summed per sku until it is told. Refusals must stay cheap, so a crash
 * loses what was not told yet, a second's worth of statistics.
 */
public final class LostDemand {
  private static final int MAX_SKUS = 10_000;

  private record Sum(long count, long quantity, long available) {}

  private Map<String, Sum> skuToSum = new HashMap<>();
  private List<Event> untold = List.of();

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

  /**
   * Tells the sums. What could not be told is told again the next time, as the very same events:
   * whoever got them in spite of the failure knows them by their ids. Meanwhile the rest is summed.
   *
   * @param append makes events durable
   */
  public Future<Void> tell(Instant now, Function<List<Event>, Future<Void>> append) {
    if (untold.isEmpty()) {
      untold = take(now);
    }
    return append
        .apply(untold)
        .andThen(
            (told, failure) -> {
              if (failure == null) {
                untold = List.of();
              }
            });
  }

  private List<Event> take(Instant now) {
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
