package io.ecart.analytics.kafka;

import io.ecart.analytics.OrderChange;
import io.ecart.analytics.Progress;
import io.ecart.analytics.SalesBook;
import io.ecart.analytics.SalesStore;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventHandler;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** Books {@code order.events}. */
public final class OrderEvents implements EventHandler {
  public static final String TOPIC = "order.events";

  private final SalesStore store;
  private final Progress progress;

  public OrderEvents(SalesStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  @Override
  public Future<Runnable> handle(SqlConnection transaction, List<Event> events) {
    List<OrderChange> changes =
        events.stream()
            .filter(event -> event.name().startsWith("order."))
            .map(OrderReader::read)
            .toList();
    List<UUID> ids = changes.stream().map(change -> change.order().id()).distinct().toList();
    return store
        .lock(transaction, ids)
        .compose(known -> store.save(transaction, SalesBook.of(known, changes)))
        .compose(saved -> progress.note(transaction, "orders", Newest.of(events)))
        .map(EventHandler.NOTHING);
  }
}
