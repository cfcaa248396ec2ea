package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.http.Cursor;
import io.ecart.testkit.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Transfers and purchase orders. */
class DocumentsIT {
  private static final String TRANSFERS = "/api/v1/transfers";
  private static final String ORDERS = "/api/v1/purchase-orders";
  private static RunningInventory inventory;

  @BeforeAll
  static void start() {
    inventory = RunningInventory.start();
    JsonObject shop = new JsonObject().put("code", "shop").put("name", "Shop");
    inventory.staff().post("/api/v1/locations", shop).expect(201);
  }

  @AfterAll
  static void stop() {
    inventory.close();
  }

  @Test
  void aTransferMovesGoods() {
    inventory.receive("T1", 10);
    String id = transfer("T1", 4);
    JsonObject shipped = step(id, "ship", new JsonObject(), 200);
    assertEquals("shipped", shipped.getString("status"));
    assertLevels("T1", 6, 4);
    JsonObject received = step(id, "receive", new JsonObject(), 200);
    assertEquals("received", received.getString("status"));
    assertEquals(0, received.getJsonArray("discrepancies").size());
    assertLevels("T1", 10, 0);
    assertEquals(4, at("T1", "shop").getInteger("onHand"));
  }

  @Test
  void aTransferTellsWhatIsMissing() {
    inventory.receive("T2", 10);
    String id = transfer("T2", 4);
    step(id, "ship", new JsonObject(), 200);
    JsonObject counted =
        new JsonObject()
            .put(
                "lines", new JsonArray().add(new JsonObject().put("sku", "T2").put("quantity", 3)));
    JsonObject received = step(id, "receive", counted, 200);
    JsonObject missing = received.getJsonArray("discrepancies").getJsonObject(0);
    assertEquals(4, missing.getInteger("expected"));
    assertEquals(3, missing.getInteger("received"));
    assertLevels("T2", 9, 0);
  }

  @Test
  void aTransferGoesForwardOnly() {
    inventory.receive("T3", 10);
    String id = transfer("T3", 4);
    step(id, "receive", new JsonObject(), 409);
    step(id, "ship", new JsonObject(), 200);
    step(id, "ship", new JsonObject(), 409);
    assertLevels("T3", 6, 4);
  }

  @Test
  void aStepThatManyTakeAtTheSameInstantIsTakenOnce() {
    inventory.receive("T6", 100);
    String id = transfer("T6", 4);
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(inventory.staff().postAsync(TRANSFERS + "/" + id + "/ship", new JsonObject()));
    }
    List<Integer> statuses = answers.stream().map(a -> a.join().status()).sorted().toList();
    assertEquals(List.of(200, 409, 409, 409, 409, 409, 409, 409), statuses);
    assertLevels("T6", 96, 4);
  }

  @Test
  void promisedGoodsAreNotTransferred() {
    inventory.receive("T4", 5);
    inventory.hold("x", "T4", 3);
    inventory.receive("T5", 5);
    JsonArray lines =
        new JsonArray()
            .add(new JsonObject().put("sku", "T5").put("quantity", 1))
            .add(new JsonObject().put("sku", "T4").put("quantity", 3));
    JsonObject body = new JsonObject().put("from", "main").put("to", "shop").put("lines", lines);
    String id = inventory.staff().post(TRANSFERS, body).expect(201).json().getString("id");
    JsonArray errors = step(id, "ship", new JsonObject(), 409).getJsonArray("errors");
    assertEquals(1, errors.size());
    assertEquals("/lines/1", errors.getJsonObject(0).getString("pointer"));
    assertEquals("T4", errors.getJsonObject(0).getString("sku"));
    assertEquals(3, errors.getJsonObject(0).getInteger("requested"));
    assertEquals(2, errors.getJsonObject(0).getInteger("available"));
    assertLevels("T4", 5, 0);
    assertLevels("T5", 5, 0);
  }

  @Test
  void aTransferNeedsTwoKnownPlaces() {
    JsonArray lines = new JsonArray().add(new JsonObject().put("sku", "T5").put("quantity", 1));
    JsonObject body = new JsonObject().put("from", "main").put("to", "moon").put("lines", lines);
    inventory.staff().post(TRANSFERS, body).expect(422);
    inventory.staff().post(TRANSFERS, body.put("to", "main")).expect(422);
    inventory.staff().get(TRANSFERS + "/" + RunningInventory.newId()).expect(404);
  }

  @Test
  void aPurchaseOrderArrivesInParts() {
    String id = order("P1", 10);
    assertLevels("P1", 0, 10);
    JsonObject part = receive(id, delivery("P1", 4, 1), 200);
    assertEquals("partially_received", part.getString("status"));
    JsonObject stock = inventory.levels("P1");
    assertEquals(4, stock.getInteger("onHand"));
    assertEquals(1, stock.getInteger("unavailable"));
    assertEquals(6, stock.getInteger("incoming"));
    JsonObject rest = receive(id, delivery("P1", 6, 0), 200);
    assertEquals("received", rest.getString("status"));
    assertLevels("P1", 10, 0);
    receive(id, delivery("P1", 1, 0), 409);
  }

  @Test
  void tooMuchIsTakenAndTold() {
    String id = order("P2", 2);
    JsonObject received = receive(id, delivery("P2", 3, 0), 200);
    JsonObject found = received.getJsonArray("discrepancies").getJsonObject(0);
    assertEquals(2, found.getInteger("ordered"));
    assertEquals(3, found.getInteger("received"));
    assertLevels("P2", 3, 0);
  }

  @Test
  void closingGivesUpTheRest() {
    String id = order("P3", 5);
    JsonObject closed = receive(id, delivery("P3", 2, 0).put("close", true), 200);
    assertEquals("received", closed.getString("status"));
    assertEquals(1, closed.getJsonArray("discrepancies").size());
    assertLevels("P3", 2, 0);
  }

  @Test
  void whatWasNotOrderedIsRefused() {
    String id = order("P4", 5);
    receive(id, delivery("P5", 1, 0), 422);
    receive(id, delivery("P4", 1, 2), 422);
    receive(id, new JsonObject().put("lines", new JsonArray()), 422);
    assertLevels("P4", 0, 5);
  }

  @Test
  void aDeliveryWithAKeyIsBookedOnce() {
    String id = order("P6", 5);
    var keyed = inventory.staff().with("Idempotency-Key", "delivery-1");
    keyed.post(ORDERS + "/" + id + "/receive", delivery("P6", 2, 0)).expect(200);
    keyed.post(ORDERS + "/" + id + "/receive", delivery("P6", 2, 0)).expect(200);
    assertLevels("P6", 2, 3);
  }

  @Test
  void aDeliveryOfNothingLeavesTheOrderOpen() {
    String id = order("P8", 5);
    JsonObject nothing = receive(id, delivery("P8", 0, 0), 200);
    assertEquals("open", nothing.getString("status"));
    receive(id, delivery("P8", 1, 0), 200);
    JsonObject still = receive(id, delivery("P8", 0, 0), 200);
    assertEquals("partially_received", still.getString("status"));
  }

  @Test
  void whatIsAnsweredIsWhatIsRead() {
    JsonArray lines = new JsonArray().add(new JsonObject().put("sku", "P9").put("quantity", 1));
    JsonObject purchase =
        new JsonObject()
            .put("supplier", "Acme")
            .put("location", "main")
            .put("expectedAt", "2999-01-01T00:00:00.123456789Z")
            .put("lines", lines);
    JsonObject ordered = inventory.staff().post(ORDERS, purchase).expect(201).json();
    assertEquals(ordered, read(ORDERS, ordered));
    JsonObject body = new JsonObject().put("from", "main").put("to", "shop").put("lines", lines);
    JsonObject transfer = inventory.staff().post(TRANSFERS, body).expect(201).json();
    assertEquals(transfer, read(TRANSFERS, transfer));
    inventory.receive("P9", 1);
    JsonObject hold = inventory.hold("x", "P9", 1);
    String path = "/api/v1/reservations";
    JsonObject longer = new JsonObject().put("ttlSeconds", 3600);
    String extend = path + "/" + hold.getString("id") + "/extend";
    JsonObject extended = inventory.service().post(extend, longer).expect(200).json();
    assertEquals(extended, read(path, extended));
  }

  private static JsonObject read(String path, JsonObject one) {
    return inventory.staff().get(path + "/" + one.getString("id")).expect(200).json();
  }

  @Test
  void documentsAreListedNewestFirst() {
    String first = order("P7", 1);
    String second = order("P7", 2);
    JsonObject page = inventory.staff().get(ORDERS + "?limit=1").expect(200).json();
    assertEquals(second, page.getJsonArray("items").getJsonObject(0).getString("id"));
    JsonObject next =
        inventory
            .staff()
            .get(ORDERS + "?limit=1&cursor=" + page.getString("next"))
            .expect(200)
            .json();
    assertEquals(first, next.getJsonArray("items").getJsonObject(0).getString("id"));
    assertEquals(
        first, inventory.staff().get(ORDERS + "/" + first).expect(200).json().getString("id"));
    // What points into another list, or nowhere, is not taken for the beginning of this one.
    for (String cursor : List.of(Cursor.of("17").encode(), "W10")) {
      JsonObject problem = inventory.staff().get(ORDERS + "?cursor=" + cursor).expect(422).json();
      assertEquals("?cursor", problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    }
    inventory.staff().get("/api/v1/locations?cursor=W10").expect(422);
  }

  private static String transfer(String sku, int quantity) {
    JsonArray lines =
        new JsonArray().add(new JsonObject().put("sku", sku).put("quantity", quantity));
    JsonObject body = new JsonObject().put("from", "main").put("to", "shop").put("lines", lines);
    return inventory.staff().post(TRANSFERS, body).expect(201).json().getString("id");
  }

  private static JsonObject step(String id, String step, JsonObject body, int status) {
    return inventory.staff().post(TRANSFERS + "/" + id + "/" + step, body).expect(status).json();
  }

  private static String order(String sku, int quantity) {
    JsonArray lines =
        new JsonArray().add(new JsonObject().put("sku", sku).put("quantity", quantity));
    JsonObject body =
        new JsonObject().put("supplier", "Acme").put("location", "main").put("lines", lines);
    return inventory.staff().post(ORDERS, body).expect(201).json().getString("id");
  }

  private static JsonObject delivery(String sku, int quantity, int damaged) {
    JsonObject line =
        new JsonObject().put("sku", sku).put("quantity", quantity).put("damaged", damaged);
    return new JsonObject().put("lines", new JsonArray().add(line));
  }

  private static JsonObject receive(String id, JsonObject body, int status) {
    return inventory.staff().post(ORDERS + "/" + id + "/receive", body).expect(status).json();
  }

  private static void assertLevels(String sku, int onHand, int incoming) {
    JsonObject stock = inventory.levels(sku);
    assertEquals(onHand, stock.getInteger("onHand"));
    assertEquals(incoming, stock.getInteger("incoming"));
  }

  private static JsonObject at(String sku, String location) {
    return inventory.levels(sku).getJsonArray("locations").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("location").equals(location))
        .findFirst()
        .orElseThrow();
  }
}
