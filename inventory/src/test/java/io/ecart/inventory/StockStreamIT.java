package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StockStreamIT {
  private static final String REDIS = Servers.redisUri();
  private static RunningInventory inventory;

  @BeforeAll
  static void start() {
    inventory = RunningInventory.builder().redis(REDIS).start();
  }

  @AfterAll
  static void stop() {
    inventory.close();
  }

  @Test
  void theStreamTellsChanges() {
    inventory.receive("V1", 1);
    inventory.receive("W1", 1);
    Queue<String> text = new ConcurrentLinkedQueue<>();
    HttpClient client = watch("?skus=W1", text);
    Await.until("the present state", () -> String.join("", text).contains("\"available\":1,"));
    inventory.receive("W1", 2);
    Await.until("the change", () -> String.join("", text).contains("\"available\":3,"));
    assertFalse(String.join("", text).contains("V1"));
    Await.get(client.close());
  }

  @Test
  void theStreamTellsWhatChangesRightAfterItsBeginning() {
    for (int i = 0; i < 10; i++) {
      String sku = "W2-" + i;
      Queue<String> text = new ConcurrentLinkedQueue<>();
      HttpClient client = watch("", text);
      inventory.receive(sku, 1);
      Await.until("the change of " + sku, () -> String.join("", text).contains(sku));
      Await.get(client.close());
    }
  }

  /** The counts, which the present state is taken from, are ahead of the feed. */
  @Test
  void theStreamDoesNotGoBack() {
    inventory.receive("W3", 1);
    inventory.receive("W3", 2);
    Queue<String> text = new ConcurrentLinkedQueue<>();
    HttpClient client = watch("?skus=W3", text);
    Await.until("the present state", () -> String.join("", text).contains("\"available\":3,"));
    feed("[{\"sku\":\"W3\",\"available\":1,\"status\":\"in_stock\",\"version\":1}]");
    inventory.receive("W3", 1);
    Await.until("the change", () -> String.join("", text).contains("\"available\":4,"));
    assertFalse(String.join("", text).contains("\"available\":1,"), text.toString());
    Await.get(client.close());
  }

  private static void feed(String changes) {
    Redis client = Redis.createClient(inventory.vertx(), REDIS);
    Request add = Request.cmd(Command.XADD).arg("stock:feed").arg("*").arg("changes").arg(changes);
    Await.get(client.send(add));
    client.close();
  }

  @Test
  void theStreamRefusesWhatIsNoSku() {
    inventory.anyone().get("/api/v1/stock/stream?skus=a%20b").expect(422);
    inventory.anyone().get("/api/v1/stock/stream?skus=" + "a,".repeat(201) + "b").expect(422);
  }

  private static HttpClient watch(String query, Queue<String> text) {
    HttpClient client = inventory.vertx().createHttpClient();
    String path = "/api/v1/stock/stream" + query;
    Await.get(
        client
            .request(HttpMethod.GET, inventory.verticle().port(), "127.0.0.1", path)
            .compose(
                request ->
                    request
                        .send()
                        .map(
                            response -> {
                              assertEquals("text/event-stream", response.getHeader("Content-Type"));
                              return response.handler(piece -> text.add(piece.toString()));
                            })));
    return client;
  }
}
