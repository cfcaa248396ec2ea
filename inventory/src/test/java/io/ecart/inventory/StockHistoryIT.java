package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random histories on two instances that share Postgres and Redis, against a model that knows only
 * what was acknowledged: sums must match whatever the order in which things really happened.
 */
class StockHistoryIT {
  private static final String RESERVATIONS = "/api/v1/reservations";
  private static RunningInventory one;
  private static RunningInventory other;

  /** What clients were told. */
  private static final class Model {
    private final Map<String, Long> onHand = new HashMap<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private final Map<String, Long> allocated = new HashMap<>();

    synchronized void add(Map<String, Long> sums, String sku, long units) {
      sums.merge(sku, units, Long::sum);
    }
  }

  @BeforeAll
  static void start() {
    String database = Servers.freshDatabase();
    String redis = Servers.redisUri();
    one = RunningInventory.builder().database(database).redis(redis).start();
    other = RunningInventory.builder().database(database).redis(redis).start();
    JsonObject shop = new JsonObject().put("code", "shop").put("name", "Shop");
    one.staff().post("/api/v1/locations", shop.put("priority", 200)).expect(201);
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
  }

  @Test
  void oneAfterTheOtherIsDecidedAsByTheModel() {
    Random random = new Random(11);
    long available = 1;
    one.receive("SEQ", 1);
    List<JsonObject> holds = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      HttpProbe service = (i % 2 == 0 ? one : other).service();
      int quantity = 1 + random.nextInt(4);
      switch (random.nextInt(3)) {
        case 0 -> {
          one.receive("SEQ", random.nextBoolean() ? "main" : "shop", quantity);
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
      assertEquals(available, one.levels("SEQ").getLong("available"));
    }
  }

  @Test
  void manyAtOnceAddUp() {
    for (long seed = 1; seed <= 3; seed++) {
      runHistory(seed);
    }
  }

  private void runHistory(long seed) {
    Model model = new Model();
    List<String> skus = List.of("H" + seed + "a", "H" + seed + "b", "H" + seed + "c");
    List<CompletableFuture<?>> clients = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      RunningInventory mine = i % 2 == 0 ? one : other;
      clients.add(act(mine, model, skus, new Random(seed * 100 + i), 25));
    }
    clients.forEach(CompletableFuture::join);
    skus.forEach(sku -> assertAgrees(model, sku));
    for (RunningInventory each : List.of(one, other)) {
      JsonObject drift = each.staff().get("/api/v1/stock/drift").expect(200).json();
      assertEquals(new JsonArray(), drift.getJsonArray("items"));
    }
    skus.forEach(StockHistoryIT::sellOut);
  }

  private CompletableFuture<?> act(
      RunningInventory mine, Model model, List<String> skus, Random random, int times) {
    if (times == 0) {
      return CompletableFuture.completedFuture(null);
    }
    String sku = skus.get(random.nextInt(skus.size()));
    String second = skus.get(random.nextInt(skus.size()));
    CompletableFuture<?> done =
        switch (random.nextInt(4)) {
          case 0 -> adjust(mine, model, sku, random.nextInt(9) - 3, random.nextBoolean());
          case 1 -> reserve(mine, sku, second, random).thenCompose(a -> end(mine, model, a, 0));
          case 2 -> reserve(mine, sku, second, random).thenCompose(a -> end(mine, model, a, 1));
          default -> reserve(mine, sku, second, random).thenCompose(a -> end(mine, model, a, 2));
        };
    return done.thenCompose(next -> act(mine, model, skus, random, times - 1));
  }

  private static CompletableFuture<?> adjust(
      RunningInventory mine, Model model, String sku, int delta, boolean inShop) {
    JsonObject body =
        new JsonObject()
            .put("sku", sku)
            .put("location", inShop ? "shop" : "main")
            .put("delta", delta)
            .put("reason", "correction");
    return mine.staff()
        .postAsync("/api/v1/stock/adjustments", body)
        .thenAccept(
            answer -> {
              if (expect(answer, 201, 409) == 201) {
                model.add(model.onHand, sku, delta);
              }
            });
  }

  private static CompletableFuture<Answer> reserve(
      RunningInventory mine, String sku, String second, Random random) {
    JsonObject wish =
        RunningInventory.wish(
            "order/" + Ids.next(), sku, 1 + random.nextInt(3), second, 1 + random.nextInt(2));
    return mine.service().postAsync(RESERVATIONS, wish.put("id", Ids.next().toString()));
  }

  /** Keeps the hold (0), gives it back twice at once (1), or commits it twice at once (2). */
  private static CompletableFuture<?> end(
      RunningInventory mine, Model model, Answer answer, int how) {
    if (expect(answer, 201, 409) == 409) {
      return CompletableFuture.completedFuture(null);
    }
    String path = RESERVATIONS + "/" + answer.json().getString("id");
    if (how == 0) {
      book(model, model.reserved, answer.json());
      return CompletableFuture.completedFuture(null);
    }
    HttpProbe service = mine.service();
    String method = how == 1 ? "DELETE" : "POST";
    String target = how == 1 ? path : path + "/commit";
    CompletableFuture<Answer> first = service.sendAsync(method, target, "", "");
    CompletableFuture<Answer> again = service.sendAsync(method, target, "", "");
    return first.thenCombine(
        again,
        (a, b) -> {
          expect(a, 200, 204);
          expect(b, 200, 204);
          if (how == 2) {
            book(model, model.allocated, answer.json());
          }
          return null;
        });
  }

  private static void book(Model model, Map<String, Long> sums, JsonObject hold) {
    for (Object each : hold.getJsonArray("lines")) {
      JsonObject line = (JsonObject) each;
      model.add(sums, line.getString("sku"), line.getLong("quantity"));
    }
  }

  private static int expect(Answer answer, int... allowed) {
    for (int status : allowed) {
      if (answer.status() == status) {
        return status;
      }
    }
    throw new AssertionError(answer.status() + ": " + answer.text());
  }

  private static void assertAgrees(Model model, String sku) {
    JsonObject stock = one.staff().get("/api/v1/stock?skus=" + sku).expect(200).json();
    JsonObject levels = stock.getJsonArray("items").getJsonObject(0);
    assertEquals(model.onHand.getOrDefault(sku, 0L), levels.getLong("onHand"), sku);
    assertEquals(model.reserved.getOrDefault(sku, 0L), levels.getLong("reserved"), sku);
    assertEquals(model.allocated.getOrDefault(sku, 0L), levels.getLong("allocated"), sku);
    assertTrue(levels.getLong("available") >= 0, sku);
  }

  /** What is left can be sold to the last unit, and not one more. */
  private static void sellOut(String sku) {
    int left =
        one.anyone()
            .get("/api/v1/stock?skus=" + sku)
            .expect(200)
            .json()
            .getJsonArray("items")
            .getJsonObject(0)
            .getInteger("available");
    one.receive(sku, 1);
    for (int i = 0; i < left + 1; i++) {
      other.hold("x", sku, 1);
    }
    other.service().post(RESERVATIONS, RunningInventory.wish("x", sku, 1)).expect(409);
  }

  private static long quantityOf(JsonObject hold) {
    return hold.getJsonArray("lines").getJsonObject(0).getLong("quantity");
  }
}
