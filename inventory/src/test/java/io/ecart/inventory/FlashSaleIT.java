package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand want one of a thousand, at two instances: a thousand get one. */
class FlashSaleIT {
  private static final String PATH = "/api/v1/reservations";
  private static final int PIECES = 1_000;
  private static final int BUYERS = 10_000;
  private static final int AT_ONCE = 200;

  private final AtomicInteger sold = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private RedisServer redis;
  private List<RunningInventory> instances;
  private List<HttpProbe> shops;
  private volatile Runnable onSale = () -> {};

  @BeforeEach
  void start() {
    redis = RedisServer.start(RedisOptions.throwAway());
    String database = Servers.freshDatabase();
    instances =
        IntStream.range(0, 2)
            .mapToObj(i -> RunningInventory.builder().database(database).redis(redis.uri()).start())
            .toList();
    // Probes of their own: so many exchanges are too many to be kept for the contract.
    shops =
        instances.stream()
            .map(each -> HttpProbe.at(each.verticle().port()).as(each.serviceToken()))
            .toList();
  }

  @AfterEach
  void stop() {
    instances.forEach(RunningInventory::close);
    redis.close();
  }

  @Test
  void sellsExactlyWhatIsThere() {
    sell("SALE");
  }

  @Test
  void sellsExactlyWhatIsThereThoughRedisIsEmptiedAgainAndAgain() {
    onSale =
        () -> {
          if (sold.get() % 250 == 0) {
            flush();
          }
        };
    sell("WIPED");
  }

  private void sell(String sku) {
    instances.get(0).receive(sku, PIECES);
    List<CompletableFuture<Void>> queues =
        IntStream.range(0, AT_ONCE)
            .mapToObj(i -> buy(shops.get(i % 2), sku, BUYERS / AT_ONCE))
            .toList();
    queues.forEach(CompletableFuture::join);
    assertEquals(PIECES, sold.get());
    assertEquals(BUYERS - PIECES, refused.get());
    assertEquals(PIECES, instances.get(0).levels(sku).getInteger("reserved"));
    assertEquals(0, instances.get(0).levels(sku).getInteger("available"));
    for (RunningInventory each : instances) {
      assertEquals("{\"items\":[]}", each.staff().get("/api/v1/stock/drift").expect(200).text());
    }
  }

  /** Buyers who come one after the other. */
  private CompletableFuture<Void> buy(HttpProbe shop, String sku, int buyers) {
    return buyers == 0
        ? CompletableFuture.completedFuture(null)
        : shop.postAsync(PATH, RunningInventory.wish("buyer", sku, 1))
            .thenAccept(this::note)
            .thenCompose(done -> buy(shop, sku, buyers - 1));
  }

  private void note(Answer answer) {
    assertTrue(answer.status() == 201 || answer.status() == 409, answer.text());
    if (answer.status() == 201) {
      sold.incrementAndGet();
      onSale.run();
    } else {
      refused.incrementAndGet();
    }
  }

  /** Data and scripts. */
  private void flush() {
    Redis client = Redis.createClient(instances.get(0).vertx(), redis.uri());
    Await.get(client.send(Request.cmd(Command.FLUSHALL)));
    Await.get(client.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
    Await.get(client.close());
  }
}
