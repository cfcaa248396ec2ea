package io.ecart.local.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One product, one order and two inventory processes: they meet, share, and outlive one another.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
  private static final String HOLDS = "/api/v1/reservations/batch";
  private static final String SKU = "CLUSTER-1";
  private static final int PIECES = 100_000;
  private static final int CUSTOMERS = 2;

  private static ClusterShop shop;
  private static FatJar product;
  private static FatJar order;
  private static FatJar first;
  private static FatJar second;
  private static FatJar third;

  @BeforeAll
  static void start() {
    FatJar.assumeBuilt();
    shop = new ClusterShop();
    product = shop.start("product");
    say("product is ready after %d ms, alone", product.awaitReady());
    first = shop.start("inventory");
    order = shop.start("order");
    say("inventory is ready after %d ms, two starting at once", first.awaitReady());
    order.awaitReady();
    second = shop.start("inventory");
    say("a second inventory is ready after %d ms, the rest being idle", second.awaitReady());
    shop.stock(product, first, SKU, PIECES);
  }

  @AfterAll
  static void stop() {
    if (shop != null) {
      shop.close();
    }
  }

  @Test
  @Order(1)
  void theyFindEachOtherAndShareTheCalls() {
    assertTrue(second.log().contains("with 3 other members"), second.log());
    Await.until(
        "both inventories are asked",
        () -> buy() && first.answered(HOLDS) > 5 && second.answered(HOLDS) > 5);
    for (FatJar idle : List.of(order, first, second)) {
      say("%d MiB resident", idle.residentMib());
    }
  }

  @Test
  @Order(2)
  void aNodeOfAnotherClusterStaysAloneAndTheShopSellsOn() {
    FatJar stranger = shop.startStranger("inventory");
    third = shop.start("inventory");
    stranger.awaitReady();
    say("a third inventory is ready after %d ms, beside a stranger", third.awaitReady());
    assertTrue(stranger.log().contains("Alone in the cluster 'test-"), stranger.log());
    Await.until("the third is asked", () -> buy() && third.answered(HOLDS) > 5);
    assertEquals(0, stranger.answered(HOLDS));
    stranger.close();
  }

  @Test
  @Order(3)
  void aKilledInstanceCostsNoCustomerAnything() {
    try (Load load = Load.start(CUSTOMERS, ClusterIT::failureOfAPurchase)) {
      more(load, 50);
      second.kill();
      Await.until("its record is removed", () -> removals() > 0);
      more(load, 50);
      load.close();
      say("%d purchases around a kill, failed: %s", load.asked(), load.failures());
      assertEquals(List.of(), load.failures());
    }
    assertEquals(1, removals());
  }

  @Test
  @Order(4)
  void anInstanceThatIsStoppedCostsNoCustomerAnything() {
    try (Load load = Load.start(CUSTOMERS, ClusterIT::failureOfAPurchase)) {
      more(load, 50);
      assertEquals(143, first.stop(), first.log());
      more(load, 50);
      load.close();
      say("%d purchases around a stop, failed: %s", load.asked(), load.failures());
      assertEquals(List.of(), load.failures());
    }
  }

  @Test
  @Order(5)
  void theBooksAreRightInTheEnd() {
    Await.until(
        "every sold piece is allocated once and nothing is held",
        Duration.ofSeconds(30),
        () -> {
          JsonObject levels = shop.as("sam", third).get("/api/v1/stock/" + SKU).expect(200).json();
          return levels.getInteger("reserved") == 0
              && levels.getInteger("available") == PIECES - levels.getInteger("allocated");
        });
    assertEquals(
        0, shop.as("ada", third).get("/api/v1/stock/drift").json().getJsonArray("items").size());
  }

  private static boolean buy() {
    return shop.buy(order, SKU).expect(201).status() == 201;
  }

  private static String failureOfAPurchase() {
    Answer answer = shop.buy(order, SKU);
    return answer.status() == 201 ? "" : answer.status() + " " + answer.text();
  }

  /** Waits until so many more requests have been sent. */
  private static void more(Load load, int requests) {
    int wanted = load.asked() + requests;
    Await.until(requests + " more requests", () -> load.asked() >= wanted);
  }

  /** How often survivors removed the record of a dead node. */
  private static long removals() {
    return List.of(product, order, first, third).stream()
        .flatMap(jar -> jar.log().lines())
        .filter(line -> line.contains("Removing the record"))
        .count();
  }

  private static void say(String format, Object... values) {
    System.out.printf("cluster: " + format + "%n", values);
  }
}
