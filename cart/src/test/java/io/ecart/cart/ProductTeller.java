package io.ecart.cart;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.kafka.Event;
import io.ecart.runtime.kafka.EventProducer;
import io.ecart.testkit.Await;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** Tells that products have changed, as the product service would. */
final class ProductTeller implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final EventProducer producer;

  ProductTeller(String bootstrap) {
    this.producer =
        new EventProducer(
            vertx, new KafkaSettings(bootstrap, 5, Duration.ofMillis(100)), "product");
  }

  void changed(String sku) {
    Event event =
        Event.of("product", "product.price-changed", sku, Instant.now(), new JsonObject());
    Await.get(producer.send("product.events", sku, event.toJson().encode()));
  }

  @Override
  public void close() {
    Await.get(producer.close());
    Await.get(vertx.close());
  }
}
