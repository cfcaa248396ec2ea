package io.ecart.notification.kafka;

import io.ecart.notification.EventNames;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventSink;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * Lets the events through that somebody may be told of. Most of what inventory tells, such as every
 * change of stock, ends here without touching the database.
 */
public final class ShopEvents implements EventSink {
  public static final Set<String> TOPICS = Set.of("order.events", "inventory.events");

  private final EventSink sink;

  public ShopEvents(EventSink sink) {
    this.sink = sink;
  }

  @Override
  public Future<Void> take(List<Event> events) {
    List<Event> told = events.stream().filter(event -> EventNames.known(event.name())).toList();
    return told.isEmpty() ? Future.succeededFuture() : sink.take(told);
  }
}
