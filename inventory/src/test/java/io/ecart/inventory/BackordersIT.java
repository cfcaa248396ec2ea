package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be promised beyond what is there, at several locations that open and close. */
class BackordersIT {
  private static final String RESERVATIONS = "/api/v1/reservations";
  private RunningInventory inventory;

  @BeforeEach
  void start() {
    inventory = RunningInventory.start();
    location("shop", 900);
  }

  @AfterEach
  void stop() {
    inventory.close();
  }

  @Test
  void aLimitIsHeldAgainstWhatAllLocationsOweTogether() {
    policy("B1", 10, 200);
    inventory.hold("x", "B1", 5);
    inventory.receive("B1", "shop", 1);
    patch("shop", new JsonObject().put("priority", 1));
    inventory.hold("x", "B1", 6);
    assertEquals(-10, inventory.levels("B1").getInteger("available"));
    JsonObject problem = policy("B1", 5, 409).json();
    assertEquals("illegal_state", problem.getString("code"));
    policy("B1", 20, 200);
    policy("B1", 10, 200);
    policy("B1", 9, 409);
  }

  @Test
  void whatOneLocationOwesMayBeThereAtAnother() {
    policy("B2", 10, 200);
    String debt = inventory.hold("x", "B2", 6).getString("id");
    inventory.receive("B2", "shop", 20);
    assertEquals(14, inventory.levels("B2").getInteger("available"));
    policy("B2", 0, 200);
    refuse("B2", 15);
    inventory.hold("x", "B2", 14);
    refuse("B2", 1);
    assertEquals("out_of_stock", inventory.levels("B2").getString("status"));
    inventory.service().delete(RESERVATIONS + "/" + debt).expect(204);
    inventory.hold("x", "B2", 6);
    refuse("B2", 1);
    JsonObject drift = inventory.staff().get("/api/v1/stock/drift").expect(200).json();
    assertEquals("{\"items\":[]}", drift.encode());
  }

  @Test
  void aSkuThatOnlyAClosedLocationKnowsCanBeOwed() {
    inventory.receive("B3", "shop", 3);
    patch("shop", new JsonObject().put("active", false));
    policy("B3", 2, 200);
    refuse("B3", 3);
    inventory.hold("x", "B3", 2);
    assertEquals(-2, inventory.levels("B3").getInteger("available"));
  }

  @Test
  void aSkuCanBeOwedWhenTheLastLocationThatHadItCloses() {
    inventory.receive("B4", "shop", 3);
    inventory.receive("B5", "shop", 3);
    policy("B4", 2, 200);
    patch("shop", new JsonObject().put("active", false));
    inventory.hold("x", "B4", 2);
    refuse("B4", 1);
    refuse("B5", 1);
    assertEquals(1, inventory.levels("B5").getJsonArray("locations").size());
  }

  @Test
  void aLocationThatClosesMeanwhileGetsNoLevelThatSells() {
    patch("shop", new JsonObject().put("priority", 1));
    PgConnection closing =
        Await.get(
            PgConnection.connect(
                inventory.vertx(), PgConnectOptions.fromUri(inventory.database())));
    Await.get(closing.query("BEGIN").execute());
    Await.get(closing.query("UPDATE location SET active = false WHERE code = 'shop'").execute());
    CompletableFuture<Answer> set =
        inventory.staff().sendAsync("PUT", policy("B6"), "application/json", limit(2).encode());
    Await.until("the policy to wait", () -> set.isDone() || waitsForLocation());
    Await.get(closing.query("COMMIT").execute());
    Await.get(closing.close());
    set.join().expect(200);
    assertEquals(
        "main",
        inventory.levels("B6").getJsonArray("locations").getJsonObject(0).getString("location"));
    inventory.hold("x", "B6", 2);
  }

  private boolean waitsForLocation() {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock' AND query LIKE '%FROM location%FOR SHARE%'";
    return inventory.number(waiting) > 0;
  }

  private void refuse(String sku, int units) {
    inventory.service().post(RESERVATIONS, RunningInventory.wish("x", sku, units)).expect(409);
  }

  private void location(String code, int priority) {
    JsonObject body =
        new JsonObject().put("code", code).put("name", code).put("priority", priority);
    inventory.staff().post("/api/v1/locations", body).expect(201);
  }

  private void patch(String code, JsonObject change) {
    inventory.staff().with("If-Match", "*").patch("/api/v1/locations/" + code, change).expect(200);
  }

  private Answer policy(String sku, int limit, int status) {
    return inventory.staff().with("If-Match", "*").put(policy(sku), limit(limit)).expect(status);
  }

  private static String policy(String sku) {
    return "/api/v1/stock/" + sku + "/policy";
  }

  private static JsonObject limit(int units) {
    return new JsonObject().put("backorderLimit", units);
  }
}
