package io.ecart.cart.kafka;

import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventSink;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Tells the cache which products have changed. The subject of a product event is its sku. */
public final class ProductEvents implements EventSink {
  /** Where the catalogue tells of its changes. */
  public static final String TOPIC = "product.events";

  private final Consumer<String> forget;

  public ProductEvents(Consumer<String> forget) {
    this.forget = forget;
  }

  @Override
  public Future<Void> take(List<Event> events) {
    events.forEach(event -> forget.accept(event.subject()));
    return Future.succeededFuture();
  }
}
