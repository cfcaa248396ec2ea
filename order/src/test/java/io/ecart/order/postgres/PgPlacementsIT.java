package io.ecart.order.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.order.Order;
import io.ecart.order.OrderStore.Filter;
import io.ecart.order.Placement;
import io.ecart.order.Placements.Outcome;
import io.ecart.order.TestOrders;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.testkit.Await;
import io.ecart.testkit.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written of new orders, and what is known about it when the wire is cut. */
class PgPlacementsIT {
  private final Vertx vertx = Vertx.vertx();
  private Pool direct;
  private Pool pool;
  private CutWire wire;
  private PgOrderStore store;
  private PgPlacements placements;

  @BeforeEach
  void start() {
    String uri = Servers.freshDatabase();
    PostgresSettings settings = settings(uri, 4);
    Await.get(Postgres.migrate(vertx, settings, "order"));
    direct = Postgres.pool(vertx, settings);
    wire = new CutWire(vertx, settings.port());
    int port = Await.get(wire.listen());
    pool = Postgres.pool(vertx, settings(uri.replace(":" + settings.port(), ":" + port), 1));
    store = new PgOrderStore(pool, () -> {});
    placements = new PgPlacements(vertx, pool, store, new SimpleMeterRegistry(), () -> {});
  }

  private static PostgresSettings settings(String uri, int connections) {
    return PostgresSettings.read(
        new Settings(
            Map.of(
                "ECART_POSTGRES_URL",
                uri,
                "ECART_POSTGRES_POOL_SIZE",
                Integer.toString(connections))));
  }

  @AfterEach
  void stop() {
    Await.get(vertx.close());
  }

  private static Placement placement(String key) {
    return TestOrders.placement(
        key == null
            ? null
            : new IdempotencyKey("alice", key, "hash of " + key, "/things", "trace"));
  }

  private static List<Placement> placements(int count) {
    return IntStream.range(0, count).mapToObj(i -> placement(null)).toList();
  }

  /** All in the same instant, so that they share batches. */
  private List<Outcome> write(List<Placement> all) {
    Future<List<Future<Outcome>>> written =
        Future.future(
            done ->
                vertx.runOnContext(
                    go -> {
                      List<Future<Outcome>> each = all.stream().map(placements::write).toList();
                      Future.join(each).onComplete(joined -> done.complete(each));
                    }));
    return Await.get(written).stream().map(Future::result).toList();
  }

  private long count(String table) {
    return Await.get(direct.query("SELECT count(*) FROM " + table).execute())
        .iterator()
        .next()
        .getLong(0);
  }

  private Optional<Order> find(Placement placement) {
    return Await.get(new PgOrderStore(direct, () -> {}).find(placement.order().id()));
  }

  @Test
  void writesOrdersLinesKeysAndEventsTogether() {
    List<Placement> batch =
        Stream.concat(placements(300).stream(), Stream.of(placement("k1"), placement("k2")))
            .toList();
    assertEquals(Set.of(Outcome.WRITTEN), new HashSet<>(write(batch)));
    assertEquals(302, count("orders"));
    assertEquals(604, count("order_line"));
    assertEquals(302, count("outbox"));
    assertEquals(2, count("idempotency_key"));
    for (Placement each : List.of(batch.get(0), batch.get(301))) {
      assertEquals(each.order(), find(each).orElseThrow());
    }
  }

  @Test
  void aKeyIsTakenOnceAndWithItTheOrder() {
    Placement first = placement("k");
    Placement second = placement("k");
    assertEquals(List.of(Outcome.WRITTEN), write(List.of(first)));
    assertEquals(
        List.of(Outcome.WRITTEN, Outcome.KEY_TAKEN), write(List.of(placement(null), second)));
    assertTrue(find(second).isEmpty());
    IdempotencyKey key = new IdempotencyKey("alice", "k", "hash of k", "/things", "trace");
    Reply stored = Await.get(placements.answered(key)).orElseThrow();
    assertEquals(String.valueOf(first.reply().body()), String.valueOf(stored.body()));
    assertEquals(false, Await.get(placements.refuse(key, stored)));
  }

  @Test
  void anOldKeyIsFreeAgain() {
    write(List.of(placement("k")));
    String past = "UPDATE idempotency_key SET created_at = now() - interval '25 hours'";
    Await.get(direct.query(past).execute());
    Placement later = placement("k");
    assertEquals(Optional.empty(), Await.get(placements.answered(later.key())));
    assertEquals(List.of(Outcome.WRITTEN), write(List.of(later)));
    assertEquals(2, count("orders"));
  }

  @Test
  void oneThatCannotBeWrittenHarmsNoOther() {
    List<Placement> batch = placements(20);
    UUID voided = batch.get(7).order().id();
    assertEquals(Set.of(), Await.get(store.existing(List.of(voided))));
    List<Outcome> outcomes = write(batch);
    for (int i = 0; i < 20; i++) {
      assertEquals(i == 7 ? Outcome.NOT_WRITTEN : Outcome.WRITTEN, outcomes.get(i));
    }
    assertEquals(19, count("outbox"));
    assertTrue(find(batch.get(7)).isEmpty());
    Filter all = new Filter(null, null, null, null, null, null, null, 100);
    assertEquals(19, Await.get(store.list(all)).size());
  }

  /** As whoever asks would take the goods from an order that there is. */
  @Test
  void whatIsBeingWrittenWhileItIsAskedForExists() {
    UUID id = UUID.randomUUID();
    SqlConnection writer = Await.get(direct.getConnection());
    String insert = "BEGIN; INSERT INTO order_revision (id, order_id) VALUES ('" + id + "', '";
    Await.get(writer.query(insert + id + "')").execute());
    Future<Set<UUID>> existing = store.existing(List.of(id));
    Await.until("the question to wait", () -> count("pg_locks WHERE NOT granted") > 0);
    Await.get(writer.query("COMMIT").execute());
    Await.get(writer.close());
    assertEquals(Set.of(id), Await.get(existing));
  }

  @Test
  void knowsThatNothingWasWrittenWhenTheWireIsCutOnTheWay() {
    write(placements(1));
    wire.arm(CutWire.Cut.BEFORE_IT_HEARS);
    Placement lost = placement("k");
    assertEquals(List.of(Outcome.NOT_WRITTEN), write(List.of(lost)));
    assertEquals(1, count("outbox"));
    assertEquals(0, count("idempotency_key"));
    assertEquals(Set.of(), Await.get(store.existing(List.of(lost.order().id()))));
    assertEquals(List.of(Outcome.WRITTEN), write(List.of(placement("k"))));
  }

  @Test
  void knowsThatAllWasWrittenWhenOnlyTheAnswerIsLost() {
    write(placements(1));
    wire.arm(CutWire.Cut.BEFORE_IT_ANSWERS);
    Placement kept = placement("k");
    assertEquals(List.of(Outcome.WRITTEN), write(List.of(kept)));
    assertEquals(kept.order(), find(kept).orElseThrow());
  }

  @Test
  void numbersAreNeverGivenTwice() {
    PgPlacements other =
        new PgPlacements(vertx, direct, store, new SimpleMeterRegistry(), () -> {});
    Future<List<Long>> first = numbers(placements, 500);
    Future<List<Long>> second = numbers(other, 500);
    Set<Long> numbers = new HashSet<>(Await.get(first));
    numbers.addAll(Await.get(second));
    assertEquals(1_000, numbers.size());
  }

  /** Asked for in one turn of an event loop. */
  private Future<List<Long>> numbers(PgPlacements from, int count) {
    Promise<List<Long>> given = Promise.promise();
    vertx.runOnContext(
        go ->
            Future.all(IntStream.range(0, count).mapToObj(i -> from.nextNumber()).toList())
                .map(all -> all.<Long>list())
                .onComplete(given));
    return given.future();
  }
}
