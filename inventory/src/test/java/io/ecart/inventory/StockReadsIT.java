package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StockReadsIT {
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
  void everybodySeesWhatIsAvailable() {
    inventory.receive("V1", 3);
    JsonObject count = inventory.anyone().get("/api/v1/stock/V1").expect(200).json();
    assertEquals(3, count.getInteger("available"));
    assertEquals("in_stock", count.getString("status"));
    assertTrue(Instant.parse(count.getString("asOf")).isAfter(Instant.EPOCH));
    assertFalse(count.containsKey("onHand"));
    assertFalse(
        inventory.customer().get("/api/v1/stock/V1").expect(200).json().containsKey("onHand"));
    inventory.anyone().get("/api/v1/stock/never-heard-of").expect(404);
  }

  @Test
  void staffSeesLevels() {
    inventory.receive("V2", 3);
    Answer answer = inventory.staff().get("/api/v1/stock/V2").expect(200);
    assertEquals("\"1\"", answer.header("ETag"));
    assertEquals(
        "main", answer.json().getJsonArray("locations").getJsonObject(0).getString("location"));
    inventory.staff().get("/api/v1/stock/never-heard-of").expect(404);
  }

  @Test
  void manySkusAreReadAtOnce() {
    inventory.receive("V3", 3);
    JsonArray counts =
        inventory
            .anyone()
            .get("/api/v1/stock?skus=V3,nothing")
            .expect(200)
            .json()
            .getJsonArray("items");
    assertEquals(3, counts.getJsonObject(0).getInteger("available"));
    assertEquals(0, counts.getJsonObject(1).getInteger("available"));
    assertEquals("out_of_stock", counts.getJsonObject(1).getString("status"));
    JsonArray levels =
        inventory
            .staff()
            .get("/api/v1/stock?skus=V3,nothing")
            .expect(200)
            .json()
            .getJsonArray("items");
    assertEquals(3, levels.getJsonObject(0).getInteger("onHand"));
    assertEquals(0, levels.getJsonObject(1).getInteger("onHand"));
    assertEquals(
        levels,
        inventory
            .service()
            .get("/api/v1/stock?skus=V3,nothing")
            .expect(200)
            .json()
            .getJsonArray("items"));
    JsonObject main = levels.getJsonObject(0).getJsonArray("locations").getJsonObject(0);
    assertEquals(3, main.getInteger("onHand"));
    assertEquals(0, main.getInteger("allocated"));
    inventory.anyone().get("/api/v1/stock").expect(422);
    inventory.anyone().get("/api/v1/stock?skus=a%20b").expect(422);
    inventory.anyone().get("/api/v1/stock?skus=" + "a,".repeat(201) + "b").expect(422);
  }

  @Test
  void theLedgerKnowsThePast() {
    inventory.receive("V4", 3);
    Instant between = Instant.now();
    Await.until(() -> Instant.now().isAfter(between));
    inventory.receive("V4", 4);
    JsonObject then = inventory.staff().get("/api/v1/stock/V4?asOf=" + between).expect(200).json();
    assertEquals(3, then.getInteger("onHand"));
    Instant first =
        inventory
            .sql("SELECT min(at) FROM movement WHERE sku = 'V4'")
            .iterator()
            .next()
            .getOffsetDateTime(0)
            .toInstant();
    assertEquals(3, asOf("V4", first).join().expect(200).json().getInteger("onHand"));
    inventory.staff().get("/api/v1/stock/V4?asOf=2001-01-01").expect(404);
    inventory.staff().get("/api/v1/stock/V4?asOf=yesterday").expect(422);
    inventory.anyone().get("/api/v1/stock/V4?asOf=" + between).expect(401);
    inventory.customer().get("/api/v1/stock/V4?asOf=" + between).expect(403);
  }

  @Test
  void whoWaitedForTheLevelIsNoPartOfThePastMeanwhile() {
    inventory.receive("V5", 3);
    PgConnection other = lockLevel("V5");
    CompletableFuture<Answer> received =
        inventory.staff().postAsync("/api/v1/stock/adjustments", found("V5", 4));
    Await.until("the adjustment to wait", () -> waitsFor("FOR UPDATE"));
    Instant between = now();
    Await.get(other.query("ROLLBACK").execute());
    Await.get(other.close());
    received.join().expect(201);
    assertEquals(3, asOf("V5", between).join().json().getInteger("onHand"));
    assertEquals(7, asOf("V5", now()).join().json().getInteger("onHand"));
  }

  @Test
  void thePastIsToldWhenAllOfItIsThere() {
    inventory.receive("V6", 3);
    PgConnection other = lockLevel("V6");
    Await.get(
        other
            .query(
                "INSERT INTO movement (sku, location, kind, on_hand, reserved, allocated,"
                    + " unavailable, incoming, actor) VALUES ('V6', 'main', 'received', 4, 0, 0, 0,"
                    + " 0, 'test'); UPDATE level SET on_hand = 7 WHERE sku = 'V6'")
            .execute());
    CompletableFuture<Answer> then = asOf("V6", now());
    Await.until("the reader to wait", () -> then.isDone() || waitsFor("FOR SHARE"));
    Await.get(other.query("COMMIT").execute());
    Await.get(other.close());
    assertEquals(7, then.join().expect(200).json().getInteger("onHand"));
  }

  private static PgConnection lockLevel(String sku) {
    PgConnectOptions options = PgConnectOptions.fromUri(inventory.database());
    PgConnection connection = Await.get(PgConnection.connect(inventory.vertx(), options));
    String lock = "BEGIN; SELECT FROM level WHERE sku = '" + sku + "' FOR UPDATE";
    Await.get(connection.query(lock).execute());
    return connection;
  }

  private static boolean waitsFor(String lock) {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock' AND query LIKE '%FROM level%";
    return inventory.number(waiting + lock + "%'") > 0;
  }

  /** By the clock of the ledger. */
  private static Instant now() {
    return inventory
        .sql("SELECT clock_timestamp()")
        .iterator()
        .next()
        .getOffsetDateTime(0)
        .toInstant();
  }

  private static CompletableFuture<Answer> asOf(String sku, Instant time) {
    return inventory.staff().sendAsync("GET", "/api/v1/stock/" + sku + "?asOf=" + time, "", "");
  }

  private static JsonObject found(String sku, int units) {
    return new JsonObject()
        .put("sku", sku)
        .put("location", "main")
        .put("delta", units)
        .put("reason", "found");
  }

  @Test
  void theLedgerIsForStaff() {
    inventory.anyone().get("/api/v1/stock/V1/movements").expect(401);
    inventory.customer().get("/api/v1/stock/V1/movements").expect(403);
    inventory.staff().get("/api/v1/stock/movements").expect(422);
    inventory.staff().get("/api/v1/stock/V1/movements?cursor=xyz").expect(422);
  }
}
