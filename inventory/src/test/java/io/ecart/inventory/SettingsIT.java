package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Locations and policies, and what they mean for selling. */
class SettingsIT {
  private static final String RESERVATIONS = "/api/v1/reservations";
  private static RunningInventory inventory;

  @BeforeAll
  static void start() {
    inventory = RunningInventory.start();
    location("first", 1);
    location("last", 900);
  }

  @AfterAll
  static void stop() {
    inventory.close();
  }

  @Test
  void mainIsThereFromTheStart() {
    JsonArray items =
        inventory.staff().get("/api/v1/locations").expect(200).json().getJsonArray("items");
    assertEquals(
        true, items.stream().anyMatch(l -> ((JsonObject) l).getString("code").equals("main")));
  }

  @Test
  void aCodeIsTakenOnce() {
    JsonObject body = new JsonObject().put("code", "first").put("name", "Again");
    inventory.staff().post("/api/v1/locations", body).expect(409);
    inventory.staff().post("/api/v1/locations", body.put("code", "NO GOOD")).expect(422);
    inventory.customer().post("/api/v1/locations", body).expect(403);
  }

  @Test
  void aLineIsSplitByPriority() {
    inventory.receive("S1", "last", 3);
    inventory.receive("S1", "main", 2);
    inventory.receive("S1", "first", 1);
    JsonArray allocations =
        inventory
            .hold("x", "S1", 5)
            .getJsonArray("lines")
            .getJsonObject(0)
            .getJsonArray("allocations");
    assertEquals(
        "[{\"location\":\"first\",\"quantity\":1},{\"location\":\"main\",\"quantity\":2},"
            + "{\"location\":\"last\",\"quantity\":2}]",
        allocations.encode());
    inventory.hold("x", "S1", 1);
    inventory.service().post(RESERVATIONS, RunningInventory.wish("x", "S1", 1)).expect(409);
  }

  @Test
  void aClosedLocationDoesNotSell() {
    location("closing", 50);
    inventory.receive("S2", "closing", 5);
    inventory.receive("S2", "main", 1);
    Answer open = inventory.staff().get("/api/v1/locations/closing").expect(200);
    JsonObject close = new JsonObject().put("active", false);
    inventory.staff().patch("/api/v1/locations/closing", close).expect(428);
    inventory
        .staff()
        .with("If-Match", open.header("ETag"))
        .patch("/api/v1/locations/closing", close)
        .expect(200);
    inventory
        .staff()
        .with("If-Match", open.header("ETag"))
        .patch("/api/v1/locations/closing", close)
        .expect(412);
    inventory.service().post(RESERVATIONS, RunningInventory.wish("x", "S2", 2)).expect(409);
    inventory.hold("x", "S2", 1);
    JsonObject stock = inventory.levels("S2");
    assertEquals(6, stock.getInteger("onHand"));
    assertEquals(0, stock.getInteger("available"));
    assertEquals(5, stock.getInteger("unavailable"));
    Await.until(
        "the count to follow",
        () -> inventory.anyone().get("/api/v1/stock/S2").json().getInteger("available") == 0);
    inventory
        .staff()
        .with("If-Match", "*")
        .patch("/api/v1/locations/closing", new JsonObject().put("active", true))
        .expect(200);
    inventory.hold("x", "S2", 5);
  }

  @Test
  void aPatchChangesWhatItNamesOnly() {
    location("patched", 700);
    String path = "/api/v1/locations/patched";
    var any = inventory.staff().with("If-Match", "*");
    for (String nothing : List.of("{}", "{\"priority\": 700, \"active\": true}")) {
      Answer same = any.patch(path, new JsonObject(nothing)).expect(200);
      assertEquals("\"1\"", same.header("ETag"));
    }
    for (String member : List.of("name", "priority", "active")) {
      JsonObject gone = new JsonObject().putNull(member);
      JsonObject problem = any.patch(path, gone).expect(422).json();
      assertEquals(
          "/" + member, problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    }
    JsonObject renamed = any.patch(path, new JsonObject().put("name", "New")).expect(200).json();
    assertEquals(
        new JsonObject()
            .put("code", "patched")
            .put("name", "New")
            .put("priority", 700)
            .put("active", true)
            .put("version", 2),
        renamed);
  }

  @Test
  void safetyStockIsNotSold() {
    inventory.receive("S3", 5);
    policy("S3", new JsonObject().put("safetyStock", 2));
    JsonObject stock = inventory.levels("S3");
    assertEquals(3, stock.getInteger("available"));
    assertEquals(2, stock.getInteger("unavailable"));
    inventory.service().post(RESERVATIONS, RunningInventory.wish("x", "S3", 4)).expect(409);
    inventory.hold("x", "S3", 3);
    assertEquals("out_of_stock", status("S3"));
  }

  @Test
  void backordersHaveALimit() {
    policy("S4", new JsonObject().put("backorderLimit", 2).put("leadTimeDays", 9));
    assertEquals("backorder", status("S4"));
    inventory.hold("x", "S4", 2);
    inventory.service().post(RESERVATIONS, RunningInventory.wish("x", "S4", 1)).expect(409);
    assertEquals(-2, inventory.levels("S4").getInteger("available"));
    assertEquals("out_of_stock", status("S4"));
    Answer policy = inventory.staff().get("/api/v1/stock/S4/policy").expect(200);
    JsonObject problem =
        inventory
            .staff()
            .with("If-Match", policy.header("ETag"))
            .put("/api/v1/stock/S4/policy", new JsonObject().put("backorderLimit", 1))
            .expect(409)
            .json();
    assertEquals("illegal_state", problem.getString("code"));
    inventory.receive("S4", 3);
    assertEquals(1, inventory.levels("S4").getInteger("available"));
  }

  @Test
  void lowStockIsSaid() {
    inventory.receive("S5", 5);
    assertEquals("in_stock", status("S5"));
    policy("S5", new JsonObject().put("lowStockThreshold", 5));
    assertEquals("low_stock", status("S5"));
  }

  @Test
  void aPolicyIsReplacedOnlyByWhoKnowsIt() {
    Answer first = policy("S6", new JsonObject().put("safetyStock", 1));
    assertEquals("\"1\"", first.header("ETag"));
    JsonObject next = new JsonObject().put("safetyStock", 2);
    inventory.staff().put("/api/v1/stock/S6/policy", next).expect(428);
    inventory.staff().with("If-Match", "\"7\"").put("/api/v1/stock/S6/policy", next).expect(412);
    inventory.staff().with("If-Match", "\"1\"").put("/api/v1/stock/S6/policy", next).expect(200);
    inventory.staff().put("/api/v1/stock/S7/policy", next.put("safetyStock", -1)).expect(422);
    inventory.staff().get("/api/v1/stock/S7/policy").expect(404);
  }

  @Test
  void newPlacesOfASkuFollowItsPolicy() {
    policy("S8", new JsonObject().put("safetyStock", 4));
    inventory.receive("S8", "first", 3);
    inventory.receive("S8", "last", 3);
    assertEquals(2, inventory.levels("S8").getInteger("available"));
    inventory.hold("x", "S8", 2);
    inventory.service().post(RESERVATIONS, RunningInventory.wish("x", "S8", 1)).expect(409);
  }

  private static void location(String code, int priority) {
    JsonObject body =
        new JsonObject().put("code", code).put("name", code).put("priority", priority);
    inventory.staff().post("/api/v1/locations", body).expect(201);
  }

  private static Answer policy(String sku, JsonObject body) {
    return inventory.staff().put("/api/v1/stock/" + sku + "/policy", body).expect(200);
  }

  private static String status(String sku) {
    return inventory.anyone().get("/api/v1/stock/" + sku).expect(200).json().getString("status");
  }
}
