package io.ecart.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.RecordedEvent;
import io.ecart.testkit.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OutboxRelayIT {
  private final String topic = "relay-" + UUID.randomUUID();
  private final List<OutboxRelay> relays = new ArrayList<>();
  private PostgresSettings postgres;
  private KafkaSettings kafka;
  private Vertx vertx;
  private Pool pool;
  private EventRecorder recorder;

  @BeforeEach
  void start(Vertx injected) {
    vertx = injected;
    Settings settings =
        new Settings(
            Map.of(
                "ECART_POSTGRES_URL", Servers.freshDatabase(),
                "ECART_KAFKA_BOOTSTRAP", Servers.kafka().bootstrap()));
    postgres = PostgresSettings.read(settings);
    kafka = KafkaSettings.read(settings);
    Await.get(Postgres.migrate(vertx, postgres, "none"));
    Await.get(Topics.ensure(vertx, kafka, topic));
    pool = Postgres.pool(vertx, postgres);
    recorder = new EventRecorder(Servers.kafka().bootstrap(), List.of(topic));
  }

  @AfterEach
  void stop() {
    relays.forEach(relay -> Await.get(relay.stop()));
    recorder.close();
    Await.get(pool.close());
  }

  @Test
  void publishesWhatIsCommittedInOrderAndOnceThoughTwoMayDoSo() {
    relay();
    relay();
    for (int i = 0; i < 300; i++) {
      append(pool, "key" + i % 3, i);
    }
    Await.until("300 events", () -> published().size() >= 300);
    for (int key = 0; key < 3; key++) {
      int which = key;
      List<Integer> of = recorder.byKey("key" + which).stream().map(e -> number(e)).toList();
      assertEquals(IntStream.range(0, 300).filter(i -> i % 3 == which).boxed().toList(), of);
    }
  }

  @Test
  void publishesWhatKafkaWouldFindTooLargeByItself() {
    relay();
    JsonObject data = new JsonObject().put("number", 1).put("text", "x".repeat(2 << 20));
    Event large = Event.of("test", "thing.done", "key", Instant.EPOCH, data);
    Await.get(Outbox.append(pool, topic, List.of(large)));
    append(pool, "key", 2);
    Await.until("both events", () -> published().size() == 2);
  }

  @Test
  void neverSkipsAGapThatIsFilledLater() {
    SqlConnection slow = Await.get(pool.getConnection());
    Transaction open = Await.get(slow.begin());
    append(slow, "slow", 1);
    append(pool, "quick", 2);
    relay();
    // The later number is committed and read, but the earlier one may still come.
    Await.until("the relay waits at the gap", this::waitsAtAGap);
    assertTrue(cursorStaysAt(0));
    Await.get(open.commit());
    Await.get(slow.close());
    Await.until("both", () -> published().size() == 2);
    assertEquals(List.of(1, 2), published().stream().sorted().toList());
  }

  @Test
  void neverSkipsAGapOfATransactionThatIsYoungerThanWhatFollowsTheGap() {
    SqlConnection older = Await.get(pool.getConnection());
    Transaction first = Await.get(older.begin());
    Await.get(older.query("SELECT pg_current_xact_id()").execute());
    SqlConnection younger = Await.get(pool.getConnection());
    Transaction second = Await.get(younger.begin());
    append(younger, "young", 1);
    append(older, "old", 2);
    Await.get(first.commit());
    relay();
    Await.until("the relay waits at the gap", this::waitsAtAGap);
    Await.get(second.commit());
    Await.get(older.close());
    Await.get(younger.close());
    Await.until("both", () -> published().size() == 2);
    assertEquals(List.of(1, 2), published().stream().sorted().toList());
  }

  private boolean waitsAtAGap() {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            + " AND query LIKE '%pg_snapshot_xmin%'";
    return Await.get(pool.query(waiting).execute()).iterator().next().getLong(0) > 0;
  }

  @Test
  void passesAGapThatWasRolledBack() {
    SqlConnection slow = Await.get(pool.getConnection());
    Transaction open = Await.get(slow.begin());
    append(slow, "slow", 1);
    append(pool, "quick", 2);
    relay();
    Await.get(open.rollback());
    Await.get(slow.close());
    Await.until("the other one", () -> published().equals(List.of(2)));
  }

  @Test
  void losesNothingUnderConcurrentTransactionsAndASecondRelayTakesOver() {
    relay();
    List<Future<Void>> writes = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      writes.add(slowlyAppend(i));
    }
    relay();
    Await.get(relays.remove(0).stop());
    Await.get(Future.all(writes));
    long committed =
        Await.get(pool.query("SELECT count(*) FROM outbox").execute()).iterator().next().getLong(0);
    Await.until("all committed", () -> published().stream().distinct().count() == committed);
  }

  @Test
  void whoTakesOverGoesOnBehindWhatIsPublished() {
    relay();
    append(pool, "key", 1);
    Await.until("the first", () -> published().equals(List.of(1)));
    Await.get(relays.remove(0).stop());
    append(pool, "key", 2);
    relay();
    Await.until("the second", () -> published().contains(2));
    assertEquals(List.of(1, 2), published());
  }

  @Test
  void forgetsOnlyWhatIsPublishedAndOldEnough() {
    IntStream.rangeClosed(1, 3).forEach(number -> append(pool, "key", number));
    String past = "UPDATE outbox SET created_at = now() - interval '2 hours' WHERE seq <> 2";
    Await.get(pool.query(past).execute());
    PgConnection connection = Await.get(Postgres.connect(vertx, postgres));
    OutboxReader reader = new OutboxReader(vertx, connection);
    Await.get(reader.open());
    Await.get(reader.published(Await.get(reader.next()).subList(0, 2)));
    Await.get(reader.prune(Duration.ofHours(1), Duration.ZERO));
    List<Long> left = new ArrayList<>();
    Await.get(pool.query("SELECT seq FROM outbox ORDER BY seq").execute())
        .forEach(row -> left.add(row.getLong(0)));
    assertEquals(List.of(2L, 3L), left);
    Await.get(connection.close());
  }

  void whoLeadsAndSaysNothingIsSucceeded() {
    PgConnection silent = leader();
    OutboxReader reader = new OutboxReader(vertx, silent);
    Await.get(reader.open());
    relay();
    append(pool, "key", 1);
    Await.until("another one leads", () -> published().equals(List.of(1)));
    assertThrows(VertxException.class, () -> Await.get(reader.next()));
  }

  @Test
  void whoWaitsForKafkaSaysSoAndHearsThatItNoLongerLeads() {
    PgConnection leader = leader();
    Future<Void> sent = new OutboxReader(vertx, leader).during(Promise.promise().future());
    String said = "SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT 1' AND pid = ";
    Await.until(
        "it says something",
        () -> Await.get(pool.query(said + leader.processId()).execute()).size() == 1);
    Await.get(pool.query("SELECT pg_terminate_backend(" + leader.processId() + ")").execute());
    assertThrows(VertxException.class, () -> Await.get(sent));
  }

  private PgConnection leader() {
    PgConnection connection = Await.get(Postgres.connect(vertx, postgres));
    Await.get(connection.query("SELECT pg_advisory_lock(" + OutboxRelay.LOCK + ")").execute());
    return connection;
  }

  private Future<Void> slowlyAppend(int number) {
    boolean keep = number % 5 != 0;
    long pause = ThreadLocalRandom.current().nextLong(1, 20);
    return pool.withConnection(
        connection ->
            connection
                .begin()
                .compose(
                    transaction ->
                        Outbox.append(connection, topic, List.of(event("k" + number % 7, number)))
                            .compose(done -> vertx.timer(pause))
                            .compose(
                                waited -> keep ? transaction.commit() : transaction.rollback())));
  }

  private boolean cursorStaysAt(long seq) {
    return published().isEmpty()
        && Await.get(pool.query("SELECT seq FROM outbox_cursor").execute())
                .iterator()
                .next()
                .getLong(0)
            == seq;
  }

  private void relay() {
    OutboxRelay relay =
        new OutboxRelay(vertx, postgres, kafka, "test", null, new SimpleMeterRegistry());
    vertx.runOnContext(started -> relay.start());
    relays.add(relay);
  }

  private void append(SqlClient client, String key, int number) {
    Await.get(Outbox.append(client, topic, List.of(event(key, number))));
  }

  private static Event event(String key, int number) {
    return Event.of(
        "test", "thing.done", key, Instant.EPOCH, new JsonObject().put("number", number));
  }

  private List<Integer> published() {
    return recorder.all().stream().map(e -> number(e)).toList();
  }

  private static int number(RecordedEvent event) {
    return event.data().getInteger("number");
  }
}
