package io.ecart.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.inventory.EndHold.Release;
import io.ecart.inventory.OrderChange.Deallocated;
import io.ecart.inventory.OrderChange.Part;
import io.ecart.inventory.OrderChange.Placed;
import io.ecart.inventory.OrderChange.Returned;
import io.ecart.inventory.OrderChange.Shipped;
import io.ecart.inventory.postgres.PgStockWriter;
import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.kafka.Event;
import io.ecart.testkit.Await;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps of many orders in one transaction. */
class ManyStepsIT {
  private static final Event ANY =
      Event.of("order", "order.placed", "1", Fixtures.NOW, new JsonObject());

  private final List<Stock> told = Collections.synchronizedList(new ArrayList<>());
  private RunningInventory inventory;
  private Pool pool;
  private PgStockWriter writer;
  private UUID first;
  private UUID second;

  @BeforeEach
  void start() {
    inventory = RunningInventory.start();
    PgConnectOptions options = PgConnectOptions.fromUri(inventory.database());
    pool = PgBuilder.pool().connectingTo(options).using(inventory.vertx()).build();
    CommittedStock listener =
        new CommittedStock() {
          @Override
          public void committed(Collection<Stock> stocks) {
            told.addAll(stocks);
          }

          @Override
          public void everything() {}
        };
    writer =
        new PgStockWriter(
            pool, new NaturalBatcher.Bounds(10, 1, 10), inventory.metrics(), listener);
    inventory.receive("A", 10);
    inventory.receive("B", 10);
    first = hold("A", 3);
    second = hold("B", 2);
  }

  @AfterEach
  void stop() {
    Await.get(pool.close());
    inventory.close();
  }

  @Test
  void areBookedAsIfEachWereAlone() {
    take(
        placed(first, "A", 3),
        placed(second, "B", 2),
        new Deallocated(List.of(new Part("A", "main", 1)), Fixtures.CAUSE),
        new Shipped(List.of(new Part("B", "main", 2)), Fixtures.CAUSE));
    requireLevels("A", 10, 0, 2);
    requireLevels("B", 8, 0, 0);
    assertEquals("committed", statusOf(first));
    assertEquals(
        0, inventory.staff().get("/api/v1/stock/drift").json().getJsonArray("items").size());
  }

  /** The others have as much room as before. */
  @Test
  void tellTheCountsThatAreOthersNow() {
    take(
        placed(first, "A", 3),
        placed(second, "B", 2),
        new Deallocated(List.of(new Part("A", "main", 1)), Fixtures.CAUSE));
    assertEquals(List.of("A"), told.stream().map(Stock::sku).toList());
    assertEquals(8, told.get(0).room());
    assertEquals(inventory.levels("A").getLong("version"), told.get(0).version());
  }

  /** Orders that come in meanwhile need them. */
  @Test
  void leaveLevelsAloneWhenOrdersWerePlaced() {
    String order = "order/" + Ids.next();
    UUID hold = UUID.fromString(inventory.hold(order, "B", 4).getString("id"));
    PgConnection other =
        Await.get(
            PgConnection.connect(
                inventory.vertx(), PgConnectOptions.fromUri(inventory.database())));
    Await.get(other.query("BEGIN; SELECT FROM level WHERE sku = 'B' FOR UPDATE").execute());
    take(placed(hold, "B", 4, Fixtures.CAUSE.about(order)));
    assertEquals("committed", statusOf(hold));
    Await.get(other.close());
    requireLevels("B", 10, 2, 4);
  }

  @Test
  void ofManyThatAreAskedForTogetherPostgresRefusesOneByItself() {
    inventory.sql("ALTER TABLE movement ADD CHECK (note <> 'refused')");
    Cause refused = Fixtures.CAUSE.because(null, "refused");
    Future<Boolean> both =
        Future.future(
            done ->
                inventory
                    .vertx()
                    .runOnContext(
                        go ->
                            Future.join(
                                    writer.submit(new Release(first, Fixtures.CAUSE)),
                                    writer.submit(new Release(second, refused)))
                                .map(true)
                                .otherwise(false)
                                .onComplete(done)));
    assertFalse(Await.get(both));
    assertEquals("released", statusOf(first));
    assertEquals("held", statusOf(second));
  }

  /** Postgres ends what it has refused a part of with a COMMIT too, and nothing is written. */
  @Test
  void areNotDoneWhenTheirAnswerCannotBeKept() {
    inventory.sql("ALTER TABLE idempotency_key ADD CHECK (key <> 'refused')");
    IdempotencyKey key = new IdempotencyKey("sam", "refused", "hash", "/things", "trace");
    Release release = new Release(first, Fixtures.CAUSE);
    Await.failure(writer.submit(release, key, hold -> Reply.noContent()));
    assertEquals("held", statusOf(first));
  }

  /** Its transaction was spoiled, and meanwhile another instance had answered under its key. */
  @Test
  void areNotToldWhenTheyWereTakenBack() {
    IdempotencyKey key = new IdempotencyKey("sam", "key", "hash", "/things", "trace");
    Future<Reply> answered =
        writer.submitAll(
            List.of(new Release(first, Fixtures.CAUSE)),
            key,
            outcomes -> {
              answerElsewhere();
              throw new PgException("spoiled", "ERROR", "40001", null);
            });
    assertEquals(204, Await.get(answered).status());
    assertEquals("held", statusOf(first));
    assertEquals(List.of(), told);
  }

  private void answerElsewhere() {
    String address = "jdbc:" + inventory.database().replace("postgres@", "");
    try (Connection other = DriverManager.getConnection(address, "postgres", "");
        Statement statement = other.createStatement()) {
      statement.execute(
          "INSERT INTO idempotency_key (caller, key, request_hash, status, headers)"
              + " VALUES ('sam', 'key', 'hash', 204, '{}')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void failTogetherWhenOneIsAboutNoLevel() {
    Shipped impossible = new Shipped(List.of(new Part("A", "nowhere", 1)), Fixtures.CAUSE);
    assertThrows(RuntimeException.class, () -> take(placed(first, "A", 3), impossible));
    requireLevels("A", 10, 3, 0);
    assertEquals("held", statusOf(first));
  }

  @Test
  void seeGoodsThatComeBackAfterTheyLeft() {
    promiseMoreThanIsSound();
    JsonObject shop = new JsonObject().put("code", "shop").put("name", "Shop");
    inventory.staff().post("/api/v1/locations", shop.put("priority", 500)).expect(201);
    inventory.receive("A", "shop", 3);
    take(
        placed(first, "A", 3),
        new Shipped(List.of(new Part("A", "main", 3)), Fixtures.CAUSE),
        new Returned(List.of(new Part("A", "main", 3)), List.of(), Fixtures.CAUSE));
    JsonArray places = inventory.levels("A").getJsonArray("locations");
    assertEquals(11, places.getJsonObject(0).getInteger("onHand"));
    assertEquals(2, places.getJsonObject(1).getInteger("onHand"));
  }

  /** Of the ten units of A two are sound, and three are held. */
  private void promiseMoreThanIsSound() {
    JsonObject policy = new JsonObject().put("backorderLimit", 5);
    inventory.staff().put("/api/v1/stock/A/policy", policy).expect(200);
    JsonObject spoiled =
        new JsonObject()
            .put("sku", "A")
            .put("location", "main")
            .put("delta", 0)
            .put("unavailableDelta", 8)
            .put("reason", "damaged");
    inventory.staff().post("/api/v1/stock/adjustments", spoiled).expect(201);
  }

  @Test
  void takeUnitsAnewWhenAHoldIsGone() {
    inventory.service().delete("/api/v1/reservations/" + first).expect(204);
    take(placed(first, "A", 3), placed(second, "B", 2));
    requireLevels("A", 10, 0, 3);
    requireLevels("B", 10, 0, 2);
  }

  private UUID hold(String sku, int quantity) {
    return UUID.fromString(inventory.hold("order/1", sku, quantity).getString("id"));
  }

  private static Placed placed(UUID hold, String sku, int quantity) {
    return placed(hold, sku, quantity, Fixtures.CAUSE);
  }

  private static Placed placed(UUID hold, String sku, int quantity, Cause cause) {
    return new Placed(hold, List.of(new Line(sku, quantity, 0)), List.of(), cause);
  }

  private void take(StockChange<?>... changes) {
    Await.get(
        pool.withTransaction(
                transaction ->
                    writer
                        .handler(events -> List.of(changes))
                        .handle(transaction, List.of(ANY, ANY)))
            .onSuccess(Runnable::run));
  }

  private String statusOf(UUID hold) {
    return inventory
        .service()
        .get("/api/v1/reservations/" + hold)
        .expect(200)
        .json()
        .getString("status");
  }

  private void requireLevels(String sku, int onHand, int reserved, int allocated) {
    JsonObject stock = inventory.levels(sku);
    assertEquals(onHand, stock.getInteger("onHand"));
    assertEquals(reserved, stock.getInteger("reserved"));
    assertEquals(allocated, stock.getInteger("allocated"));
  }
}
