package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.http.Cursor;
import io.ecart.testkit.Answer;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdjustmentsIT {
  private static final String PATH = "/api/v1/stock/adjustments";
  private static RunningInventory inventory;

  @BeforeAll
  static void start() {
    inventory = RunningInventory.start();
  }

  @AfterAll
  static void stop() {
    inventory.close();
  }

  @Test
  void adjustBooksAMovement() {
    JsonObject body = adjustment("A1", "received").put("delta", 7).put("note", "first delivery");
    Answer answer = inventory.staff().post(PATH, body).expect(201);
    JsonObject movement = answer.json();
    assertEquals("received", movement.getString("kind"));
    assertEquals(7, movement.getInteger("delta"));
    assertEquals("first delivery", movement.getString("note"));
    assertTrue(movement.getString("actor").startsWith("staff:"));
    JsonObject listed = movements("A1").getJsonObject(0);
    assertEquals(listed, movement);
    assertEquals(7, inventory.levels("A1").getInteger("onHand"));
  }

  @Test
  void aCountSetsWhatIsThere() {
    inventory.receive("A2", 10);
    JsonObject body = adjustment("A2", "recount").put("countedQuantity", 8);
    assertEquals(-2, inventory.staff().post(PATH, body).expect(201).json().getInteger("delta"));
    assertEquals(0, inventory.staff().post(PATH, body).expect(201).json().getInteger("delta"));
    assertEquals(8, inventory.levels("A2").getInteger("onHand"));
    assertEquals(2, movements("A2").size());
  }

  @Test
  void aStaleExpectationIsRefused() {
    inventory.receive("A3", 10);
    JsonObject body = adjustment("A3", "lost").put("delta", -1).put("expectedOnHand", 9);
    JsonObject problem = inventory.staff().post(PATH, body).expect(409).json();
    assertEquals("illegal_state", problem.getString("code"));
    assertEquals(10, problem.getJsonArray("errors").getJsonObject(0).getInteger("onHand"));
    inventory.staff().post(PATH, body.put("expectedOnHand", 10)).expect(201);
  }

  @Test
  void whatIsPromisedCannotBeTakenAway() {
    inventory.receive("A4", 5);
    inventory.hold("x", "A4", 4);
    JsonObject body = adjustment("A4", "lost").put("delta", -2);
    JsonObject problem = inventory.staff().post(PATH, body).expect(409).json();
    assertEquals("insufficient_stock", problem.getString("code"));
    JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
    assertEquals("/delta", error.getString("pointer"));
    assertEquals("A4", error.getString("sku"));
    assertEquals(2, error.getInteger("requested"));
    assertEquals(1, error.getInteger("available"));
    inventory.staff().post(PATH, adjustment("A4", "lost").put("delta", -6)).expect(409);
    assertEquals(5, inventory.levels("A4").getInteger("onHand"));
  }

  @Test
  void damagedGoodsStayButAreNotForSale() {
    inventory.receive("A5", 5);
    JsonObject set = adjustment("A5", "damaged").put("delta", 0).put("unavailableDelta", 2);
    inventory.staff().post(PATH, set).expect(201);
    JsonObject stock = inventory.levels("A5");
    assertEquals(5, stock.getInteger("onHand"));
    assertEquals(2, stock.getInteger("unavailable"));
    assertEquals(3, stock.getInteger("available"));
    JsonObject writeOff = adjustment("A5", "damaged").put("delta", -2).put("unavailableDelta", -2);
    inventory.staff().post(PATH, writeOff).expect(201);
    assertEquals(3, inventory.levels("A5").getInteger("onHand"));
    assertEquals(0, inventory.levels("A5").getInteger("unavailable"));
  }

  @Test
  void whatWasRefusedOrChangedNothingLeavesNothingBehind() {
    inventory.staff().post(PATH, adjustment("G1", "lost").put("delta", -1)).expect(409);
    HttpProbe keyed = inventory.staff().with("Idempotency-Key", "ghost");
    keyed.post(PATH, adjustment("G2", "lost").put("delta", -1)).expect(409);
    Answer nothing =
        inventory.staff().post(PATH, adjustment("G3", "found").put("delta", 0)).expect(201);
    assertEquals("0", nothing.json().getString("id"));
    assertNull(nothing.header("Location"));
    JsonArray rows =
        new JsonArray()
            .add(adjustment("G4", "lost").put("delta", -1))
            .add(adjustment("G5", "found").put("delta", 1));
    inventory.staff().post(PATH + "/batch", new JsonObject().put("adjustments", rows)).expect(200);
    JsonObject far = adjustment("G6", "found").put("delta", 1).put("location", "moon");
    inventory.staff().post(PATH, far).expect(422);
    for (String sku : List.of("G1", "G2", "G3", "G4", "G6")) {
      inventory.staff().get("/api/v1/stock/" + sku).expect(404);
      inventory.staff().get("/api/v1/stock/" + sku + "/policy").expect(404);
    }
    assertEquals(1, inventory.number("SELECT count(*) FROM item WHERE sku LIKE 'G_'"));
    assertEquals(1, inventory.levels("G5").getInteger("onHand"));
    inventory.receive("G1", 2);
    assertEquals(2, inventory.levels("G1").getInteger("onHand"));
  }

  @Test
  void aFirstCountOfNothingSaysThatTheSkuIsThere() {
    JsonObject body = adjustment("A13", "recount").put("countedQuantity", 0);
    String location = inventory.staff().post(PATH, body).expect(201).header("Location");
    JsonObject entries = inventory.staff().get(location).expect(200).json();
    assertEquals(1, entries.getJsonArray("items").size());
    assertEquals(0, inventory.levels("A13").getInteger("onHand"));
    JsonObject count = inventory.anyone().get("/api/v1/stock/A13").expect(200).json();
    assertEquals(0, count.getInteger("available"));
    assertEquals("0", inventory.staff().post(PATH, body).expect(201).json().getString("id"));
    assertEquals(1, movements("A13").size());
  }

  @Test
  void aRefusalNamesTheMemberThatTakesTooMuch() {
    inventory.receive("A14", 5);
    JsonObject body = adjustment("A14", "correction").put("delta", 5).put("unavailableDelta", -6);
    JsonObject problem = inventory.staff().post(PATH, body).expect(409).json();
    JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
    assertEquals("/unavailableDelta", error.getString("pointer"));
    assertEquals(6, error.getInteger("requested"));
    assertEquals(0, error.getInteger("available"));
  }

  @Test
  void aCountTooFarFromTheBooksIsRefusedForItself() {
    for (int i = 0; i < 3; i++) {
      inventory.receive("A10", 1_000_000_000);
    }
    JsonObject count = adjustment("A10", "recount").put("countedQuantity", 0);
    JsonObject problem = inventory.staff().post(PATH, count).expect(422).json();
    assertEquals(
        "/countedQuantity", problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    JsonArray rows =
        new JsonArray().add(count).add(adjustment("A11", "recount").put("countedQuantity", 1));
    JsonArray results =
        inventory
            .staff()
            .post(PATH + "/batch", new JsonObject().put("adjustments", rows))
            .expect(200)
            .json()
            .getJsonArray("results");
    assertEquals(422, results.getJsonObject(0).getInteger("status"));
    assertEquals(201, results.getJsonObject(1).getInteger("status"));
    assertEquals(3_000_000_000L, inventory.levels("A10").getLong("onHand"));
  }

  @Test
  void movementsOfAnUnknownSkuAreNotFound() {
    inventory.staff().get("/api/v1/stock/never-heard-of/movements").expect(404);
    inventory.receive("A12", 1);
    String id = movements("A12").getJsonObject(0).getString("id");
    String behind = "/api/v1/stock/A12/movements?cursor=" + Cursor.of(id).encode();
    assertEquals(0, inventory.staff().get(behind).expect(200).json().getJsonArray("items").size());
  }

  @Test
  void wrongFieldsAreNamed() {
    JsonObject both = adjustment("A6", "recount").put("delta", 1).put("countedQuantity", 1);
    inventory.staff().post(PATH, both).expect(422);
    inventory.staff().post(PATH, adjustment("A6", "recount")).expect(422);
    inventory.staff().post(PATH, adjustment("A6", "stolen").put("delta", 1)).expect(422);
    inventory.staff().post(PATH, adjustment("A6", "lost").put("delta", 1L << 62)).expect(422);
    JsonObject nowhere = adjustment("A6", "received").put("delta", 1).put("location", "nowhere");
    JsonObject problem = inventory.staff().post(PATH, nowhere).expect(422).json();
    assertEquals("/location", problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    inventory.anyone().get("/api/v1/stock/A6").expect(404);
  }

  @Test
  void aBatchAnswersPerRow() {
    JsonArray rows =
        new JsonArray()
            .add(adjustment("B1", "received").put("delta", 3))
            .add(adjustment("B1", "lost").put("delta", -4))
            .add(adjustment("B1", "lost").put("delta", -1))
            .add(adjustment("B2", "received").put("delta", 1).put("location", "nowhere"));
    HttpProbe keyed = inventory.staff().with("Idempotency-Key", "batch-1");
    JsonObject body = new JsonObject().put("adjustments", rows);
    Answer first = keyed.post(PATH + "/batch", body).expect(200);
    List<Integer> statuses =
        first.json().getJsonArray("results").stream()
            .map(each -> ((JsonObject) each).getInteger("status"))
            .toList();
    assertEquals(List.of(201, 409, 201, 422), statuses);
    Answer again = keyed.post(PATH + "/batch", body).expect(200);
    assertEquals(first.text(), again.text());
    assertEquals(2, inventory.levels("B1").getInteger("onHand"));
  }

  @Test
  void twoOfTheSameKeyAtTheSameInstantBookOnce() {
    HttpProbe keyed = inventory.staff().with("Idempotency-Key", "twice");
    JsonObject body = adjustment("A7", "received").put("delta", 5);
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answers.add(keyed.postAsync(PATH, body));
    }
    for (CompletableFuture<Answer> answer : answers) {
      int status = answer.join().status();
      assertTrue(status == 201 || status == 409, "status " + status);
    }
    keyed.post(PATH, body).expect(201);
    assertEquals(5, inventory.levels("A7").getInteger("onHand"));
  }

  @Test
  void theLedgerCannotBeChanged() {
    inventory.receive("A8", 5);
    for (String attempt :
        List.of(
            "UPDATE movement SET on_hand = 6 WHERE sku = 'A8'",
            "DELETE FROM movement WHERE sku = 'A8'",
            "TRUNCATE movement")) {
      String message = "";
      try {
        inventory.sql(attempt);
      } catch (RuntimeException e) {
        message = e.getMessage();
      }
      assertTrue(message.contains("immutable"), attempt + ": " + message);
    }
  }

  @Test
  void movementsAreListedInPages() {
    for (int i = 1; i <= 5; i++) {
      inventory.receive("A9", i);
    }
    Answer first = inventory.staff().get("/api/v1/stock/A9/movements?limit=3").expect(200);
    assertEquals(5, first.json().getJsonArray("items").getJsonObject(0).getInteger("delta"));
    inventory.receive("A9", 99);
    String next = first.json().getString("next");
    JsonObject second =
        inventory
            .staff()
            .get("/api/v1/stock/A9/movements?limit=3&cursor=" + next)
            .expect(200)
            .json();
    assertEquals(2, second.getJsonArray("items").size());
    assertEquals(2, second.getJsonArray("items").getJsonObject(0).getInteger("delta"));
    assertEquals(null, second.getString("next"));
  }

  private static JsonArray movements(String sku) {
    return inventory
        .staff()
        .get("/api/v1/stock/" + sku + "/movements")
        .expect(200)
        .json()
        .getJsonArray("items");
  }

  private static JsonObject adjustment(String sku, String reason) {
    return new JsonObject().put("sku", sku).put("location", "main").put("reason", reason);
  }
}
