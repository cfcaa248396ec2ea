package io.ecart.order.kafka;

import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventSink;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/** Hands products on as {@code product.events} tells them; taking one twice does no harm. */
public final class ProductEventsSink implements EventSink {
  private final Consumer<JsonObject> products;

  /**
   * @param products takes each product as its JSON
   */
  public ProductEventsSink(Consumer<JsonObject> products) {
    this.products = products;
  }

  @Override
  public Future<Void> take(List<Event> events) {
    for (Event event : events) {
      JsonObject product = event.data().getJsonObject("product");
      if (product != null) {
        products.accept(product);
      }
    }
    return Future.succeededFuture();
  }
}
