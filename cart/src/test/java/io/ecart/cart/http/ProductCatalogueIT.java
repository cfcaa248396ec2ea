package io.ecart.cart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.cart.Listing;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.runtime.discovery.Registry;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.discovery.ServiceTokens;
import io.ecart.testkit.Await;
import io.ecart.testkit.servers.TokenIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProductCatalogueIT {
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final ConcurrentLinkedQueue<HttpServerRequest> asked = new ConcurrentLinkedQueue<>();
  private ProductCatalogue catalogue;

  @BeforeEach
  void start() {
    TokenIssuer issuer = TokenIssuer.shared("http://issuer", "ecart", "secret");
    int port = Await.get(issuer.listen(vertx, 0)).actualPort();
    URI token = URI.create("http://127.0.0.1:" + port + "/api/v1/auth/token");
    JwtSettings jwt =
        new JwtSettings("x", "ecart", token, "roles", token, "ecart-service", new Secret("secret"));
    HttpServer products =
        Await.get(vertx.createHttpServer().requestHandler(asked::add).listen(0, "127.0.0.1"));
    Registry registry = new Registry(vertx);
    Await.get(registry.publish("product", "127.0.0.1", products.actualPort()));
    Await.get(registry.start());
    ServiceTokens tokens = new ServiceTokens(vertx, jwt);
    catalogue =
        new ProductCatalogue(
            new ServiceClient(vertx, registry, tokens, "product", new SimpleMeterRegistry()),
            Duration.ofMinutes(1));
  }

  @AfterEach
  void stop() {
    Await.get(vertx.close());
  }

  /** As everything of a service, a catalogue is used on one event loop. */
  private <T> Future<T> onLoop(Supplier<Future<T>> step) {
    return Future.future(done -> loop.runOnContext(go -> step.get().onComplete(done)));
  }

  private Future<Map<String, Listing>> find() {
    return onLoop(() -> catalogue.find(List.of("mug")));
  }

  private void answer(long priceMinor) {
    Await.until("to be asked", () -> !asked.isEmpty());
    JsonObject mug =
        new JsonObject()
            .put("sku", "mug")
            .put("name", "The mug")
            .put("status", "active")
            .put("price", JsonObject.of("amount", priceMinor, "currency", "EUR"));
    JsonObject page = new JsonObject().put("items", JsonArray.of(mug)).putNull("next");
    asked.remove().response().end(page.toBuffer());
  }

  private static long price(Future<Map<String, Listing>> found) {
    return Await.get(found).get("mug").offer().price().amount();
  }

  @Test
  void whatIsKnownIsNotAskedAgainUntilItHasChanged() {
    Future<Map<String, Listing>> first = find();
    answer(100);
    assertEquals(100, price(first));
    assertEquals(100, price(find()));

    Await.get(onLoop(this::forget));
    Future<Map<String, Listing>> second = find();
    answer(200);
    assertEquals(200, price(second));
  }

  @Test
  void aChangeOvertakesTheAnswerThatDoesNotKnowOfIt() {
    Future<Map<String, Listing>> before = find();
    Await.until("to be asked", () -> !asked.isEmpty());
    Await.get(onLoop(this::forget));
    answer(100);
    assertEquals(100, price(before));

    Future<Map<String, Listing>> after = find();
    answer(200);
    assertEquals(200, price(after));
    assertEquals(200, price(find()));
  }

  private Future<Void> forget() {
    catalogue.forget("mug");
    return Future.succeededFuture();
  }
}
