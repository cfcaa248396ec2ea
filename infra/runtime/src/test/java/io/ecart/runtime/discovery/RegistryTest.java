package io.ecart.runtime.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.ServiceDiscovery;
import io.vertx.servicediscovery.ServiceDiscoveryOptions;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RegistryTest {
  private final AtomicInteger looks = new AtomicInteger();
  private final Promise<List<Record>> records = Promise.promise();

  @Test
  void looksOnceThoughTheClusterDoesNotAnswerAndOnceMoreWhenItDoes(Vertx vertx) {
    Future<Void> started = new Registry(vertx, silent()).start();
    for (int i = 0; i < 3; i++) {
      Await.get(announced(vertx));
    }
    assertEquals(1, looks.get());
    records.complete(List.of());
    Await.get(started);
    Await.until("it looks once more", () -> looks.get() == 2);
  }

  /** Ends when all who listened before have been told. */
  private static Future<?> announced(Vertx vertx) {
    String address = ServiceDiscoveryOptions.DEFAULT_ANNOUNCE_ADDRESS;
    Promise<Void> told = Promise.promise();
    var last = vertx.eventBus().consumer(address, message -> told.tryComplete());
    vertx.eventBus().publish(address, new JsonObject());
    return told.future().compose(done -> last.unregister());
  }

  private ServiceDiscovery silent() {
    return (ServiceDiscovery)
        Proxy.newProxyInstance(
            ServiceDiscovery.class.getClassLoader(),
            new Class<?>[] {ServiceDiscovery.class},
            (proxy, method, arguments) -> {
              looks.incrementAndGet();
              return records.future();
            });
  }
}
