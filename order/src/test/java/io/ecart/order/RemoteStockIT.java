package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.order.Stock.Hold;
import io.ecart.order.remote.RemoteStock;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.Secret;
import io.ecart.runtime.discovery.Registry;
import io.ecart.runtime.discovery.ServiceClient;
import io.ecart.runtime.discovery.ServiceTokens;
import io.ecart.testkit.Await;
import io.ecart.testkit.servers.TokenIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds that many orders ask for in the same instant. */
class RemoteStockIT {
  private static final int LINES = 1_500;

  private final Vertx vertx = Vertx.vertx();
  private final FakeInventory inventory = new FakeInventory(vertx);
  private RemoteStock stock;

  @BeforeEach
  void start() {
    TokenIssuer issuer = TokenIssuer.shared("http://issuer", "ecart", "secret");
    int port = Await.get(issuer.listen(vertx, 0)).actualPort();
    URI token = URI.create("http://127.0.0.1:" + port + "/api/v1/auth/token");
    JwtSettings jwt =
        new JwtSettings("x", "ecart", token, "roles", token, "ecart-service", new Secret("secret"));
    Registry registry = new Registry(vertx);
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Await.get(registry.start());
    Await.get(inventory.start());
    ServiceTokens tokens = new ServiceTokens(vertx, jwt);
    ServiceClient client = new ServiceClient(vertx, registry, tokens, "inventory", metrics);
    stock = new RemoteStock(client, Duration.ofMinutes(15), metrics);
  }

  @AfterEach
  void stop() {
    Await.get(vertx.close());
  }

  @Test
  void areAskedForInAsManyCallsAsTheirLinesNeed() {
    List<String> there = List.of("A", "B", "D", "E");
    there.forEach(name -> skus(name).forEach(sku -> inventory.stock(sku, 1)));
    List<Future<Set<String>>> held = atOnce(List.of("A", "B", "C", "D", "E"));
    assertEquals(3, inventory.calls());
    assertTrue(held.get(2).failed());
    assertEquals(
        there.stream().map(RemoteStockIT::skus).toList(),
        held.stream().filter(Future::succeeded).map(Future::result).toList());
  }

  /** The skus that each hold is of. */
  private List<Future<Set<String>>> atOnce(List<String> names) {
    Promise<List<Future<Set<String>>>> all = Promise.promise();
    vertx.runOnContext(
        turn -> {
          List<Future<Set<String>>> each = names.stream().map(this::held).toList();
          Future.join(each).onComplete(joined -> all.complete(each));
        });
    return Await.get(all.future());
  }

  private Future<Set<String>> held(String name) {
    Map<String, Integer> units =
        skus(name).stream().collect(Collectors.toMap(Function.identity(), sku -> 1));
    return stock.hold(new Hold(Sample.IDS.next(), "order/" + name, units)).map(Map::keySet);
  }

  private static Set<String> skus(String name) {
    return IntStream.range(0, LINES).mapToObj(i -> name + "-" + i).collect(Collectors.toSet());
  }
}
