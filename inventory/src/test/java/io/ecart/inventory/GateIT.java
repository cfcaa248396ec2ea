package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.runtime.discovery.Ask;
import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.RedisOptions;
import io.ecart.testkit.servers.RedisServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate before the ledger, and what happens when its Redis fails in all the ways it can. */
class GateIT {
  private static final String PATH = "/api/v1/reservations";

  @TempDir private Path folder;
  private RedisServer redis;
  private RunningInventory inventory;

  @BeforeEach
  void start() {
    redis = RedisServer.start(RedisOptions.keptIn(folder));
    inventory = RunningInventory.builder().redis(redis.uri()).start();
    awaitTrust();
  }

  @AfterEach
  void stop() {
    inventory.close();
    redis.close();
  }

  @Test
  void flashSaleSellsExactlyWhatIsThere() {
    inventory.receive("HOT", 40);
    assertEquals(40, buyAtOnce("HOT", 400));
    assertEquals(0, available("HOT"));
    assertEquals(0, buyAtOnce("HOT", 50));
    inventory.receive("HOT", 7);
    assertEquals(7, buyAtOnce("HOT", 70));
    assertEquals(47, inventory.levels("HOT").getInteger("reserved"));
  }

  @Test
  void soldOutIsRefusedWithoutTheLedger() {
    inventory.receive("SOLD", 1);
    inventory.hold("x", "SOLD", 1);
    double before = refusedByGate();
    Answer refused =
        inventory.service().post(PATH, RunningInventory.wish("y", "SOLD", 1)).expect(409);
    assertEquals(before + 1, refusedByGate());
    JsonObject line = refused.json().getJsonArray("errors").getJsonObject(0);
    assertEquals("SOLD", line.getString("sku"));
    assertEquals(0, line.getInteger("available"));
  }

  @Test
  void whatNobodyStocksIsRefusedWithoutTheLedgerToo() {
    double before = refusedByGate();
    JsonObject wish = RunningInventory.wish("y", "NEVER", 1);
    Await.until(
        "the gate to know of it",
        () -> {
          inventory.service().post(PATH, wish).expect(409);
          return refusedByGate() > before;
        });
    inventory.receive("NEVER", 1);
    inventory.service().post(PATH, wish).expect(201);
  }

  @Test
  void aRepeatFindsItsHoldThoughNothingIsLeft() {
    inventory.receive("LAST", 1);
    String fresh = Ids.next().toString();
    JsonObject wish = RunningInventory.wish("order/1", "LAST", 1).put("id", fresh);
    inventory.service().post(PATH, wish).expect(201);
    inventory.service().post(PATH, wish).expect(201);
    assertEquals(1, inventory.levels("LAST").getInteger("reserved"));
  }

  @Test
  void whatIsSentAgainFindsItsHoldThoughAnotherInstanceGrantedIt() {
    inventory.receive("LOST", 1);
    JsonObject wish = RunningInventory.wish("order/1", "LOST", 1).put("id", Ids.next().toString());
    JsonObject batch = new JsonObject().put("reservations", new JsonArray().add(wish));
    try (RunningInventory other =
        RunningInventory.builder().database(inventory.database()).redis(redis.uri()).start()) {
      other.service().post(PATH + "/batch", batch).expect(200);
      Await.until("the gate knows", () -> available("LOST") == 0);
      JsonArray results =
          inventory
              .service()
              .with(Ask.AGAIN, "true")
              .post(PATH + "/batch", batch)
              .expect(200)
              .json()
              .getJsonArray("results");
      assertEquals(201, results.getJsonObject(0).getInteger("status"));
    }
    assertEquals(1, inventory.levels("LOST").getInteger("reserved"));
  }

  @Test
  void releasedUnitsAreSoldAgainAtOnce() {
    inventory.receive("BACK", 1);
    for (int i = 0; i < 20; i++) {
      String id = inventory.hold("x", "BACK", 1).getString("id");
      inventory.service().delete(PATH + "/" + id).expect(204);
    }
  }

  @Test
  void readsComeFromRedisAndAreTrueAtOnce() {
    for (int i = 1; i <= 10; i++) {
      inventory.receive("READ", 1);
      assertEquals(i, available("READ"));
    }
    redis(Command.SET, "stock:{READ}", epoch() + " 1000000 77 0 0");
    assertEquals(77, available("READ"));
  }

  @Test
  void anEmptiedRedisIsNoticed() {
    inventory.receive("FLUSH", 3);
    inventory.hold("x", "FLUSH", 3);
    redis(Command.FLUSHALL);
    inventory.service().post(PATH, RunningInventory.wish("y", "FLUSH", 1)).expect(409);
    inventory.receive("FLUSH", 1);
    inventory.hold("y", "FLUSH", 1);
    awaitTrust();
    assertEquals(0, available("FLUSH"));
  }

  @Test
  void withoutRedisPostgresDecides() {
    inventory.receive("ALONE", 10);
    redis.kill();
    assertEquals(10, buyAtOnce("ALONE", 60));
    assertEquals(0, available("ALONE"));
  }

  @Test
  void anOldRedisDoesNotHideNewGoods() {
    inventory.receive("OLD", 2);
    inventory.hold("x", "OLD", 2);
    awaitInRedis("OLD", 0);
    redis.kill();
    inventory.receive("OLD", 5);
    redis.restart();
    assertEquals(5, buyAtOnce("OLD", 20));
    awaitTrust();
    assertEquals(0, available("OLD"));
  }

  /** As a restored snapshot, or a replica that was promoted too early, would look like. */
  @Test
  void countsOfAnotherFillingAreVoid() {
    inventory.receive("VOID", 4);
    redis(Command.SET, "stock:epoch", "bygone");
    redis(Command.SET, "stock:{VOID}", "bygone 1000000 0 0 0");
    assertEquals(4, buyAtOnce("VOID", 20));
    awaitTrust();
    assertEquals(0, available("VOID"));
  }

  /**
   * Nothing but Redis can answer while the table is locked: a refusal then comes from old counts.
   */
  @Test
  void oldCountsAreNotBelievedForAMoment() {
    inventory.receive("PAST", 1);
    inventory.hold("x", "PAST", 1);
    awaitInRedis("PAST", 0);
    String past = String.valueOf(redis(Command.GET, "stock:{PAST}"));
    inventory.receive("PAST", 5);
    awaitInRedis("PAST", 5);
    Await.until("the news to be told", () -> inventory.untold() == 0);
    PgConnection connection = connect();
    Await.get(connection.query("BEGIN; LOCK TABLE level").execute());
    redis(Command.SET, "stock:{PAST}", past);
    redis.kill();
    Await.until("the loss of Redis to be noticed", () -> !isTrusted());
    redis.restart();
    awaitTrust();
    CompletableFuture<Answer> bought =
        inventory.service().postAsync(PATH, RunningInventory.wish("y", "PAST", 1));
    Await.until("Postgres to be asked", () -> bought.isDone() || waitsForLevels());
    Await.get(connection.query("ROLLBACK").execute());
    Await.get(connection.close());
    bought.join().expect(201);
  }

  private PgConnection connect() {
    PgConnectOptions options = PgConnectOptions.fromUri(inventory.database());
    return Await.get(PgConnection.connect(inventory.vertx(), options));
  }

  private boolean waitsForLevels() {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock' AND query LIKE '%FROM level%FOR UPDATE%'";
    return inventory.number(waiting) > 0;
  }

  @Test
  void afterARestartTheGateIsFilledAgain() {
    inventory.receive("FILL", 1);
    inventory.hold("x", "FILL", 1);
    redis.kill();
    Await.until(() -> inventory.verticle().port() > 0 && !isTrusted());
    redis.restart();
    awaitTrust();
    awaitInRedis("FILL", 0);
    double before = refusedByGate();
    inventory.service().post(PATH, RunningInventory.wish("y", "FILL", 1)).expect(409);
    assertEquals(before + 1, refusedByGate());
  }

  /** The level was read before the last change, and the count behind it. */
  @Test
  void aCountThatIsNewerThanItsLevelIsNoDrift() {
    inventory.receive("NEWER", 1);
    awaitInRedis("NEWER", 1);
    redis(Command.SET, "stock:{NEWER}", epoch() + " 1000000 77 0 0");
    assertEquals("{\"items\":[]}", inventory.staff().get("/api/v1/stock/drift").expect(200).text());
  }

  /** Nobody knows what it would say to others. */
  @Test
  void aCountThatRedisDoesNotTakeVoidsAll() {
    inventory.receive("BAD", 2);
    awaitInRedis("BAD", 2);
    String before = epoch();
    redis(Command.DEL, "stock:{BAD}");
    redis(Command.RPUSH, "stock:{BAD}", "no count");
    inventory.receive("BAD", 1);
    Await.until("another filling", () -> !epoch().equals(before));
    redis(Command.DEL, "stock:{BAD}");
    awaitInRedis("BAD", 3);
  }

  private int buyAtOnce(String sku, int buyers) {
    HttpProbe probe = inventory.service();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < buyers; i++) {
      answers.add(probe.postAsync(PATH, RunningInventory.wish("buyer-" + i, sku, 1)));
    }
    int sold = 0;
    for (CompletableFuture<Answer> answer : answers) {
      int status = answer.join().status();
      sold += status == 201 ? 1 : 0;
      assertEquals(true, status == 201 || status == 409, "status " + status);
    }
    return sold;
  }

  private int available(String sku) {
    JsonObject count = inventory.anyone().get("/api/v1/stock/" + sku).expect(200).json();
    return count.getInteger("available");
  }

  private double refusedByGate() {
    return inventory.metrics().counter("stock.gate.refused").count();
  }

  private boolean isTrusted() {
    return inventory.metrics().get("stock.counts.trusted").gauge().value() == 1;
  }

  private void awaitTrust() {
    Await.until("counts to be trusted", this::isTrusted);
  }

  private void awaitInRedis(String sku, int room) {
    Await.until(
        sku + " in Redis",
        () -> String.valueOf(redis(Command.GET, "stock:{" + sku + "}")).contains(" " + room + " "));
  }

  private String epoch() {
    return String.valueOf(redis(Command.GET, "stock:epoch"));
  }

  private Response redis(Command command, String... arguments) {
    Redis client = Redis.createClient(inventory.vertx(), redis.uri());
    Request request = Request.cmd(command);
    for (String argument : arguments) {
      request.arg(argument);
    }
    try {
      return Await.get(client.send(request));
    } finally {
      Await.get(client.close());
    }
  }
}
