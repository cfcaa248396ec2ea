package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.servers.PostgresOptions;
import io.ecart.testkit.servers.PostgresServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReservationsIT {
  private static final String PATH = "/api/v1/reservations";
  private static final JsonArray LINES =
      new JsonArray().add(new JsonObject().put("sku", "X").put("quantity", 1));
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
  void reserveHoldsUnits() {
    inventory.receive("R1", 5);
    JsonObject hold = inventory.hold("order/1", "R1", 2);
    assertEquals("held", hold.getString("status"));
    JsonObject line = hold.getJsonArray("lines").getJsonObject(0);
    assertEquals(2, line.getInteger("quantity"));
    assertEquals("main", line.getJsonArray("allocations").getJsonObject(0).getString("location"));
    JsonObject stock = inventory.levels("R1");
    assertEquals(2, stock.getInteger("reserved"));
    assertEquals(3, stock.getInteger("available"));
    assertEquals(5, stock.getInteger("onHand"));
  }

  @Test
  void reserveTakesAllLinesOrNone() {
    inventory.receive("R2", 5);
    inventory.receive("R3", 1);
    Answer answer =
        inventory.service().post(PATH, RunningInventory.wish("x", "R2", 2, "R3", 2, "R4", 1));
    JsonObject problem = answer.expect(409).json();
    assertEquals("insufficient_stock", problem.getString("code"));
    JsonArray errors = problem.getJsonArray("errors");
    assertEquals(2, errors.size());
    assertEquals("/lines/1", errors.getJsonObject(0).getString("pointer"));
    assertEquals("R3", errors.getJsonObject(0).getString("sku"));
    assertEquals(2, errors.getJsonObject(0).getInteger("requested"));
    assertEquals(1, errors.getJsonObject(0).getInteger("available"));
    assertEquals(0, inventory.levels("R2").getInteger("reserved"));
  }

  @Test
  void linesOfOneSkuAreSummedFirst() {
    inventory.receive("R5", 3);
    inventory.service().post(PATH, RunningInventory.wish("x", "R5", 2, "R5", 2)).expect(409);
    JsonObject hold = inventory.hold("x", "R5", 2, "R5", 1);
    assertEquals(3, hold.getJsonArray("lines").getJsonObject(0).getInteger("quantity"));
  }

  @Test
  void releaseGivesUnitsBackOnce() {
    inventory.receive("R6", 3);
    String id = inventory.hold("x", "R6", 3).getString("id");
    inventory.service().delete(PATH + "/" + id).expect(204);
    inventory.service().delete(PATH + "/" + id).expect(204);
    assertEquals(3, inventory.levels("R6").getInteger("available"));
    JsonObject hold = inventory.service().get(PATH + "/" + id).expect(200).json();
    assertEquals("released", hold.getString("status"));
    inventory.service().post(PATH + "/" + id + "/commit").expect(409);
    inventory.service().post(PATH + "/" + id + "/extend").expect(409);
  }

  @Test
  void twoInstancesGiveUnitsBackOnceToo() {
    inventory.receive("R16", 3);
    String path = PATH + "/" + inventory.hold("x", "R16", 2).getString("id");
    PgConnectOptions options = PgConnectOptions.fromUri(inventory.database());
    PgConnection level = Await.get(PgConnection.connect(inventory.vertx(), options));
    String lock = "BEGIN; SELECT FROM level WHERE sku = 'R16' FOR UPDATE";
    Await.get(level.query(lock).execute());
    try (RunningInventory second =
        RunningInventory.builder().database(inventory.database()).start()) {
      CompletableFuture<Answer> one = inventory.service().sendAsync("DELETE", path, "", "");
      CompletableFuture<Answer> other = second.service().sendAsync("DELETE", path, "", "");
      String waiting =
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
              + " AND wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE%'";
      Await.until("both to wait", () -> inventory.number(waiting) == 2);
      Await.get(level.query("ROLLBACK").execute());
      Await.get(level.close());
      one.join().expect(204);
      other.join().expect(204);
    }
    assertEquals(0, inventory.levels("R16").getInteger("reserved"));
    assertEquals(3, inventory.levels("R16").getInteger("available"));
  }

  @Test
  void commitAllocatesOnce() {
    inventory.receive("R7", 3);
    String id = inventory.hold("x", "R7", 2).getString("id");
    inventory.service().post(PATH + "/" + id + "/commit").expect(200);
    inventory.service().post(PATH + "/" + id + "/commit").expect(200);
    JsonObject stock = inventory.levels("R7");
    assertEquals(0, stock.getInteger("reserved"));
    assertEquals(2, stock.getInteger("allocated"));
    Answer refused = inventory.service().delete(PATH + "/" + id).expect(409);
    assertEquals("illegal_state", refused.json().getString("code"));
    inventory.service().post(PATH + "/" + id + "/extend").expect(409);
  }

  @Test
  void theSameIdIsTheSameReservation() {
    inventory.receive("R8", 2);
    JsonObject wish = RunningInventory.wish("order/9", "R8", 2).put("id", RunningInventory.newId());
    JsonObject first = inventory.service().post(PATH, wish).expect(201).json();
    JsonObject second = inventory.service().post(PATH, wish).expect(201).json();
    assertEquals(first, second);
    assertEquals(2, inventory.levels("R8").getInteger("reserved"));
  }

  @Test
  void theSameIdForSomethingElseIsRefused() {
    inventory.receive("R13", 5);
    inventory.receive("R14", 5);
    String id = RunningInventory.newId();
    JsonObject wish = RunningInventory.wish("order/9", "R13", 1, "R14", 1, "R13", 1).put("id", id);
    inventory.service().post(PATH, wish).expect(201);
    JsonObject same = RunningInventory.wish("order/9", "R14", 1, "R13", 2).put("id", id);
    inventory.service().post(PATH, same).expect(201);
    for (JsonObject other :
        List.of(
            RunningInventory.wish("order/8", "R13", 2, "R14", 1),
            RunningInventory.wish("order/9", "R13", 3, "R14", 1),
            RunningInventory.wish("order/9", "R13", 2))) {
      Answer refused = inventory.service().post(PATH, other.put("id", id)).expect(409);
      assertEquals("illegal_state", refused.json().getString("code"));
    }
    assertEquals(2, inventory.levels("R13").getInteger("reserved"));
  }

  @Test
  void theSameIdIsNoHoldOnceItHasEnded() {
    inventory.receive("R15", 5);
    String id = RunningInventory.newId();
    JsonObject wish = RunningInventory.wish("order/9", "R15", 2).put("id", id);
    inventory.service().post(PATH, wish).expect(201);
    inventory.service().delete(PATH + "/" + id).expect(204);
    Answer refused = inventory.service().post(PATH, wish).expect(409);
    assertEquals("illegal_state", refused.json().getString("code"));
    id = RunningInventory.newId();
    inventory.service().post(PATH, wish.put("id", id)).expect(201);
    inventory.service().post(PATH + "/" + id + "/commit").expect(200);
    JsonObject again = inventory.service().post(PATH, wish).expect(201).json();
    assertEquals("committed", again.getString("status"));
  }

  @Test
  void theSameKeyIsAnsweredOnce() {
    inventory.receive("R9", 1);
    var keyed = inventory.service().with("Idempotency-Key", "k-1");
    JsonObject wish = RunningInventory.wish("x", "R9", 1);
    Answer first = keyed.post(PATH, wish).expect(201);
    Answer second = keyed.post(PATH, wish).expect(201);
    assertEquals(first.text(), second.text());
    assertEquals("true", second.header("Idempotent-Replayed"));
    Answer other = keyed.post(PATH, RunningInventory.wish("x", "R9", 2)).expect(422);
    assertEquals("idempotency_mismatch", other.json().getString("code"));
  }

  @Test
  void aBatchAnswersEachOnItsOwn() {
    inventory.receive("R10", 3);
    JsonArray wishes =
        new JsonArray()
            .add(RunningInventory.wish("a", "R10", 2))
            .add(RunningInventory.wish("b", "R10", 2))
            .add(RunningInventory.wish("c", "R10", 1));
    Answer answer =
        inventory
            .service()
            .post(PATH + "/batch", new JsonObject().put("reservations", wishes))
            .expect(200);
    JsonArray results = answer.json().getJsonArray("results");
    assertEquals(201, results.getJsonObject(0).getInteger("status"));
    assertEquals(409, results.getJsonObject(1).getInteger("status"));
    assertEquals(201, results.getJsonObject(2).getInteger("status"));
    assertEquals(0, inventory.levels("R10").getInteger("available"));
  }

  @Test
  void aBatchWithAKeyIsTakenOnce() {
    inventory.receive("R12", 5);
    JsonArray wishes =
        new JsonArray()
            .add(RunningInventory.wish("a", "R12", 2))
            .add(RunningInventory.wish("b", "R12", 9));
    JsonObject body = new JsonObject().put("reservations", wishes);
    var keyed = inventory.service().with("Idempotency-Key", "batch-1");
    Answer first = keyed.post(PATH + "/batch", body).expect(200);
    assertEquals(first.text(), keyed.post(PATH + "/batch", body).expect(200).text());
    assertEquals(3, inventory.levels("R12").getInteger("available"));
  }

  @Test
  void extendMovesTheEnd() {
    inventory.receive("R11", 1);
    JsonObject hold = inventory.hold("x", "R11", 1);
    JsonObject extended =
        inventory
            .service()
            .post(
                PATH + "/" + hold.getString("id") + "/extend",
                new JsonObject().put("ttlSeconds", 3600))
            .expect(200)
            .json();
    assertNotEquals(hold.getString("expiresAt"), extended.getString("expiresAt"));
    assertEquals(2, extended.getInteger("version"));
  }

  @Test
  void wrongQuantitiesAreNamed() {
    JsonObject wish =
        RunningInventory.wish("x", "R1", 0, "R1", -1, "R1", 2147483648L, "R1", 9.5, "bad sku", 1);
    Answer answer = inventory.service().post(PATH, wish).expect(422);
    assertEquals(5, answer.json().getJsonArray("errors").size());
  }

  @Test
  void customersMayNotReserve() {
    inventory.customer().post(PATH, RunningInventory.wish("x", "R1", 1)).expect(403);
    inventory.anyone().post(PATH, RunningInventory.wish("x", "R1", 1)).expect(401);
  }

  /** Only a refusal of the whole makes the caller ask another instance, which may be better off. */
  @Test
  void aBatchOfWhichNothingCanBeLookedAtIsRefused() {
    try (PostgresServer postgres = PostgresServer.start(PostgresOptions.throwAway());
        RunningInventory cutOff =
            RunningInventory.builder().database(postgres.createDatabase("stock")).start()) {
      postgres.stop();
      JsonObject wish = new JsonObject().put("reference", "cart/1").put("lines", LINES);
      JsonObject batch = new JsonObject().put("reservations", new JsonArray().add(wish).add(wish));
      assertEquals(
          "1", cutOff.service().post(PATH + "/batch", batch).expect(503).header("Retry-After"));
      JsonObject ids =
          new JsonObject().put("ids", new JsonArray().add(UUID.randomUUID().toString()));
      cutOff.service().post(PATH + "/batch-release", ids).expect(503);
    }
  }
}
