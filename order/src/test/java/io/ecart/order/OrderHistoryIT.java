package io.ecart.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.Seed;
import io.ecart.testkit.Servers;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many clients change the same orders at two instances on one database. In the end what clients
 * were told, what the API says, what the events add up to and what is held are one and the same.
 */
class OrderHistoryIT {
  private static final int CLIENTS = 6;
  private static final int STEPS = 15;
  private static List<OrderWorld> worlds;
  private static Pool pool;

  @BeforeAll
  static void start() {
    String database = Servers.freshDatabase();
    worlds = List.of(new OrderWorld(database), new OrderWorld(database));
    for (OrderWorld each : worlds) {
      each.start();
      each.product.sells("RARE", 900);
      each.inventory.stock("RARE", 60);
    }
    pool =
        PgBuilder.pool()
            .connectingTo(PgConnectOptions.fromUri(database))
            .using(worlds.get(0).vertx)
            .build();
  }

  @AfterAll
  static void stop() {
    worlds.forEach(OrderWorld::close);
  }

  @Test
  void manyAtOnceAgreeInTheEnd() {
    Seed.run(OrderHistoryIT::runHistory);
  }

  private static void runHistory(long seed) {
    List<String> placed = new CopyOnWriteArrayList<>();
    Set<String> shipped = ConcurrentHashMap.newKeySet();
    List<CompletableFuture<Void>> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> new OrderClient(worlds, placed, shipped, seed * CLIENTS + i))
            .map(
                client ->
                    CompletableFuture.runAsync(() -> client.act(STEPS), OrderHistoryIT::onItsOwn))
            .toList();
    clients.forEach(CompletableFuture::join);
    Map<String, List<String>> events = written();
    assertEquals(Set.copyOf(placed), events.keySet(), "what was acknowledged is what there is");
    requirePublished(events);
    Map<String, OrderLedger> ledgers = new LinkedHashMap<>();
    events.forEach((order, all) -> ledgers.put(order, ledger(all)));
    ledgers.forEach(OrderHistoryIT::requireAgreement);
    assertEquals(shipped, union(ledgers, OrderLedger::shipments));
    requireHeld(union(ledgers, OrderLedger::references));
  }

  private static void onItsOwn(Runnable client) {
    new Thread(client, "client").start();
  }

  /** All events as they were written, by order. */
  private static Map<String, List<String>> written() {
    Map<String, List<String>> events = new LinkedHashMap<>();
    String sql = "SELECT key, payload FROM outbox ORDER BY seq";
    for (Row row : Await.get(pool.query(sql).execute())) {
      events.computeIfAbsent(row.getString(0), key -> new ArrayList<>()).add(row.getString(1));
    }
    return events;
  }

  private static OrderLedger ledger(List<String> events) {
    OrderLedger ledger = new OrderLedger();
    events.forEach(event -> ledger.take(new JsonObject(event)));
    return ledger;
  }

  /** All of them, and nothing else, in their order. */
  private static void requirePublished(Map<String, List<String>> written) {
    try (EventRecorder recorder = worlds.get(0).recorder()) {
      written.forEach(
          (order, events) ->
              Await.until(
                  "the events of " + order,
                  () ->
                      recorder.byKey(order).stream()
                          .map(each -> each.text())
                          .distinct()
                          .toList()
                          .equals(events)));
    }
  }

  private static void requireAgreement(String id, OrderLedger ledger) {
    JsonObject last = ledger.order();
    for (OrderWorld each : worlds) {
      JsonObject order = each.as("sam").get("/api/v1/orders/" + id).expect(200).json();
      assertEquals(last.getString("status"), order.getString("status"));
      assertEquals(last.getJsonArray("lines"), order.getJsonArray("lines"));
      assertEquals(OrderLedger.unshipped(last), OrderLedger.unshipped(order));
    }
  }

  private static Set<String> union(
      Map<String, OrderLedger> ledgers, Function<OrderLedger, Set<String>> part) {
    Set<String> all = new HashSet<>();
    ledgers.values().forEach(ledger -> all.addAll(part.apply(ledger)));
    return all;
  }

  /** Every hold is part of an order; those that came to nothing were given back. */
  private static void requireHeld(Set<String> references) {
    Await.until("the other holds to end", () -> held().equals(references));
  }

  private static Set<String> held() {
    Set<String> held = new HashSet<>();
    worlds.forEach(each -> held.addAll(each.inventory.heldReferences()));
    return held;
  }
}
