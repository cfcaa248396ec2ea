package io.ecart.order;

import static io.ecart.order.OrderWorld.address;
import static io.ecart.order.OrderWorld.line;
import static io.ecart.order.OrderWorld.lines;
import static io.ecart.order.OrderWorld.order;
import static io.ecart.order.OrderWorld.path;
import static io.ecart.order.OrderWorld.units;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.RecordedEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole lives of orders, each exchange held against the contract and each event its schema. */
class OrderContractIT {

  @Test
  void everyExchangeAndEveryEventIsAsDocumented() {
    try (OrderWorld world = new OrderWorld().set("PAYMENT_MODE", "external").start();
        EventRecorder events = world.recorder()) {
      HttpProbe probe = world.probe();
      HttpProbe alice = probe.as(world.tokens.token("alice"));
      HttpProbe sam = probe.as(world.tokens.token("sam"));
      JsonObject first = complete(alice, sam);
      JsonObject second = cancelled(alice);
      guest(probe, probe.as(world.tokens.serviceToken()));
      world.inventory.stock("E", 1);
      faults(probe, alice);

      ContractChecker contract = ContractChecker.of(Path.of("api/openapi.yaml"));
      contract.requireAll(probe.exchanges());
      assertEquals(List.of(), contract.untouched(probe.exchanges()));
      events.awaitType("io.ecart.order.returned.v1", first.getString("id"));
      events.awaitType("io.ecart.order.cancelled.v1", second.getString("id"));
      check(events, Set.of(first.getString("id"), second.getString("id")));
    }
  }

  private static JsonObject complete(HttpProbe alice, HttpProbe sam) {
    JsonObject wanted = order(line("A", 6), line("B", 1));
    wanted.put("metadata", new JsonObject().put("gift", "yes"));
    wanted.put("expectedTotal", money(800));
    JsonObject order =
        alice.with("Idempotency-Key", "first").post("/api/v1/orders", wanted).expect(201).json();
    alice.with("Idempotency-Key", "first").post("/api/v1/orders", wanted).expect(201);
    JsonObject wish = lines(line("A", 7)).put("shippingAddress", address());
    alice.with("If-Match", "\"1\"").patch(path(order), wish).expect(200);
    JsonObject payment =
        new JsonObject().put("reference", "p").put("status", "captured").put("amount", money(700));
    sam.post(path(order) + "/payments", payment).expect(200);
    JsonObject parcel = lines(units(order, 0, 7)).put("carrier", "DHL").put("tracking", "1Z");
    JsonObject shipment = sam.post(path(order) + "/shipments", parcel).expect(201).json();
    String shipmentPath = path(order) + "/shipments/" + shipment.getString("id");
    alice.get(shipmentPath).expect(200);
    alice.get(path(order) + "/shipments").expect(200);
    sam.post(shipmentPath + "/deliver").expect(200);
    alice.get(shipmentPath).expect(200);
    JsonObject back = lines(units(order, 0, 1)).put("reason", "broken");
    JsonObject announced = alice.post(path(order) + "/returns", back).expect(201).json();
    String returnPath = "/api/v1/returns/" + announced.getString("id");
    JsonObject goods = lines(units(order, 0, 1).put("condition", "damaged"));
    sam.post(returnPath + "/receive", goods).expect(200);
    alice.get(returnPath).expect(200);
    alice.get(path(order) + "/returns").expect(200);
    alice.get(path(order) + "/timeline").expect(200);
    alice.get("/api/v1/orders?limit=1").expect(200);
    return order;
  }

  private static JsonObject cancelled(HttpProbe alice) {
    JsonObject order = alice.post("/api/v1/orders", order(line("A", 1))).expect(201).json();
    JsonObject reason = new JsonObject().put("reason", "too late");
    alice.post(path(order) + "/cancel", reason).expect(200);
    alice.post(path(order) + "/cancel", reason).expect(409);
    return order;
  }

  private static void guest(HttpProbe probe, HttpProbe service) {
    JsonObject order = service.post("/api/v1/orders", order(line("A", 1))).expect(201).json();
    probe.with("X-Order-Key", order.getString("accessKey")).get(path(order)).expect(200);
    JsonObject ids = new JsonObject().put("ids", new JsonArray().add(order.getString("id")));
    service.post("/api/v1/orders/existence", ids).expect(200);
  }

  private static void faults(HttpProbe probe, HttpProbe alice) {
    probe.post("/api/v1/orders", order(line("A", 1))).expect(401);
    alice.post("/api/v1/orders", order(line("A", 0))).expect(422);
    alice.post("/api/v1/orders", order(line("E", 2))).expect(409);
    alice.get("/api/v1/orders/nonsense").expect(404);
    alice.get("/api/v1/orders?limit=0").expect(422);
    alice.delete("/api/v1/orders").expect(405);
    alice.send("POST", "/api/v1/orders", "application/json", "{").expect(400);
    alice.send("POST", "/api/v1/orders", "text/plain", "hello").expect(415);
  }

  private static JsonObject money(long amount) {
    return new JsonObject().put("amount", amount).put("currency", "EUR");
  }

  private static void check(EventRecorder events, Set<String> orders) {
    Set<String> seen = new HashSet<>();
    for (RecordedEvent event : events.all(each -> orders.contains(each.key()))) {
      String name = event.type().replace("io.ecart.", "").replace(".v1", "");
      seen.add(name);
      ContractChecker.requireValid(Path.of("api/events/" + name + ".schema.json"), event.event());
    }
    assertEquals(
        Set.of(
            "order.placed",
            "order.revised",
            "order.paid",
            "order.shipped",
            "order.delivered",
            "order.completed",
            "order.returned",
            "order.cancelled"),
        seen);
  }
}
