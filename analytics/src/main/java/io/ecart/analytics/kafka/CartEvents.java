package io.ecart.analytics.kafka;

import io.ecart.analytics.CartStore;
import io.ecart.analytics.CartStore.CartDay;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventHandler;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts {@code cart.events}. */
public final class CartEvents implements EventHandler {
  public static final String TOPIC = "cart.events";

  private static final String PREFIX = "cart.";

  private final CartStore store;

  public CartEvents(CartStore store) {
    this.store = store;
  }

  @Override
  public Future<Runnable> handle(SqlConnection transaction, List<Event> events) {
    Map<CartDay, Long> counts = new HashMap<>();
    for (Event event : events) {
      if (event.name().startsWith(PREFIX)) {
        String what = event.name().substring(PREFIX.length());
        counts.merge(new CartDay(event.time().truncatedTo(ChronoUnit.DAYS), what), 1L, Long::sum);
      }
    }
    return store.save(transaction, counts).map(EventHandler.NOTHING);
  }
}
