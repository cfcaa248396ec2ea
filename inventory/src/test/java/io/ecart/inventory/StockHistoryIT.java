package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Seed;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random histories on two instances that share Postgres and Redis, against a model that knows only
 * what was acknowledged: sums must match whatever the order in which things really happened.
 */
class StockHistoryIT {
  private static final String RESERVATIONS = "/api/v1/reservations";
  private static final int CLIENTS = 12;
  private static final int STEPS = 40;
  private static StockWorld world;

  @BeforeAll
  static void start() {
    world = new StockWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void oneAfterTheOtherIsDecidedAsByTheModel() {
    Seed.run(seed -> decideInOrder(new Random(seed)));
  }

  private static void decideInOrder(Random random) {
    long available = 1;
    world.one.receive("SEQ", 1);
    List<JsonObject> holds = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      HttpProbe service = world.instances().get(i % 2).service();
      int quantity = 1 + random.nextInt(4);
      switch (random.nextInt(3)) {
        case 0 -> {
          world.one.receive("SEQ", random.nextBoolean() ? "main" : "shop", quantity);
          available += quantity;
        }
        case 1 -> {
          Answer answer = service.post(RESERVATIONS, RunningInventory.wish("x", "SEQ", quantity));
          assertEquals(quantity <= available ? 201 : 409, answer.status());
          if (answer.status() == 201) {
            available -= quantity;
            holds.add(answer.json());
          }
        }
        default -> {
          if (!holds.isEmpty()) {
            JsonObject hold = holds.remove(random.nextInt(holds.size()));
            service.delete(RESERVATIONS + "/" + hold.getString("id")).expect(204);
            available += quantityOf(hold);
          }
        }
      }
      assertEquals(available, world.one.levels("SEQ").getLong("available"));
    }
  }

  @Test
  void manyAtOnceAddUp() {
    Seed.run(StockHistoryIT::runHistory);
  }

  private static void runHistory(long seed) {
    StockModel model = new StockModel();
    List<String> skus = List.of("H-a", "H-b", "H-c", "H-d");
    skus.forEach(sku -> world.one.receive(sku, 20));
    skus.forEach(sku -> model.add(sku, Deltas.onHand(20)));
    List<CompletableFuture<Void>> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> new StockClient(world, model, skus, seed * CLIENTS + i))
            .map(
                client ->
                    CompletableFuture.runAsync(() -> client.act(STEPS), StockHistoryIT::onItsOwn))
            .toList();
    clients.forEach(CompletableFuture::join);
    Await.until("short holds to end", () -> shortHolds() == 0);
    skus.forEach(sku -> awaitAgreement(model, sku));
    world.requireSound(skus);
    requireNoOrderLostItsHold(model);
    skus.forEach(StockHistoryIT::sellOut);
  }

  private static void onItsOwn(Runnable client) {
    new Thread(client, "client").start();
  }

  /** Those of orders that exist are given more time, again and again. */
  private static long shortHolds() {
    return world.one.number(
        "SELECT count(*) FROM reservation WHERE status = 'held'"
            + " AND expires_at < created_at + interval '10 seconds'");
  }

  /** What orders tell arrives a little later. */
  private static void awaitAgreement(StockModel model, String sku) {
    long deadline = System.nanoTime() + Await.LIMIT.toNanos();
    Await.until(
        sku + " to settle",
        Await.LIMIT.multipliedBy(2),
        () -> world.sums(sku).equals(model.of(sku)) || System.nanoTime() > deadline);
    assertEquals(model.of(sku), world.sums(sku), sku);
  }

  private static void requireNoOrderLostItsHold(StockModel model) {
    world
        .one
        .sql(
            "SELECT substr(reference, 7) FROM reservation WHERE status <> 'committed' AND reference"
                + " LIKE 'order/%'")
        .forEach(row -> assertFalse(model.orders().contains(row.getString(0))));
  }

  /** What is left can be sold to the last unit, and not one more. */
  private static void sellOut(String sku) {
    int left = world.levels(sku).getInteger("available");
    world.one.receive(sku, 1);
    for (int i = 0; i < left + 1; i++) {
      world.other.hold("x", sku, 1);
    }
    world.other.service().post(RESERVATIONS, RunningInventory.wish("x", sku, 1)).expect(409);
  }

  private static long quantityOf(JsonObject hold) {
    return hold.getJsonArray("lines").getJsonObject(0).getLong("quantity");
  }
}
