package io.ecart.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.kafka.EventConsumer.Subscription;
import io.ecart.runtime.postgres.Postgres;
import io.ecart.runtime.problem.Problem;
import io.ecart.testkit.Await;
import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.RecordedEvent;
import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventConsumerIT {
  private final String topic = "consumer-" + UUID.randomUUID();
  private final AtomicInteger outages = new AtomicInteger();
  private Vertx vertx;
  private KafkaSettings kafka;
  private Pool pool;
  private EventProducer producer;
  private EventConsumer consumer;

  @BeforeEach
  void start(Vertx injected) {
    vertx = injected;
    Settings settings =
        new Settings(
            Map.of(
                "ECART_POSTGRES_URL",
                Servers.freshDatabase(),
                "ECART_KAFKA_BOOTSTRAP",
                Servers.kafka().bootstrap(),
                "ECART_KAFKA_RETRIES",
                "1",
                "ECART_KAFKA_RETRY_BACKOFF",
                "10ms"));
    PostgresSettings postgres = PostgresSettings.read(settings);
    kafka = KafkaSettings.read(settings);
    Await.get(Postgres.migrate(vertx, postgres, "none"));
    Await.get(Topics.ensure(vertx, kafka, topic));
    pool = Postgres.pool(vertx, postgres);
    Await.get(pool.query("CREATE TABLE seen (place serial, key text, number int)").execute());
    producer = new EventProducer(vertx, kafka, "test");
    consumer = consumer();
  }

  @AfterEach
  void stop() {
    Await.get(consumer.stop());
    Await.get(producer.close());
    Await.get(pool.close());
  }

  @Test
  void takesEachEventOnceHoweverOftenItComes() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 50; i++) {
        send(event("id-" + i, "key" + i % 2, i));
      }
    }
    send(event("last", "key0", 99));
    Await.until("the last one", () -> numbers("key0").contains(99));
    Await.until("all", () -> numbers("key1").size() == 25);
    assertEquals(26, numbers("key0").size());
    assertEquals(numbers("key1").stream().sorted().toList(), numbers("key1"));
  }

  @Test
  void takesAnEventOnceThatComesTwiceInOneBatch() {
    Event twice = event("a", "key", 1);
    Await.get(new PgEventSink(pool, "test", this::handle).take(List.of(twice, twice)));
    assertEquals(List.of(1), numbers("key"));
  }

  @Test
  void aPoisonRecordBecomesADeadLetterAndItsNeighboursAreHandled() {
    send(event("a", "key", 1));
    Await.get(producer.send(topic, "key", "this is no event"));
    send(event("b", "key", -1));
    send(event("c", "key", 3));
    Await.until("the neighbours", () -> numbers("key").equals(List.of(1, 3)));
    try (EventRecorder dead =
        new EventRecorder(Servers.kafka().bootstrap(), List.of(topic + ".dlq"))) {
      Await.until("two dead letters", () -> dead.all().size() == 2);
      RecordedEvent first = dead.all().get(0);
      assertEquals("this is no event", first.text());
      assertEquals(topic, first.headers().get("dlq-topic"));
      assertEquals("1", first.headers().get("dlq-tries"));
      assertEquals("2", dead.all().get(1).headers().get("dlq-tries"));
      assertTrue(dead.all().get(1).headers().get("dlq-error").contains("negative"));
    }
  }

  /** As whoever compacts a topic by hand may leave it. */
  @Test
  void aRecordWithoutAValueKeepsNobodyFromTheirs() {
    send(event("a", "key", 1));
    Await.get(producer.send(topic, "key", null, Map.of()));
    send(event("c", "key", 3));
    Await.until("the neighbours", () -> numbers("key").equals(List.of(1, 3)));
    try (EventRecorder dead =
        new EventRecorder(Servers.kafka().bootstrap(), List.of(topic + ".dlq"))) {
      Await.until("a dead letter", () -> dead.all().size() == 1);
      assertTrue(dead.all().get(0).headers().get("dlq-error").contains("has no value"));
    }
  }

  @Test
  void anEventOfANewerServiceBecomesADeadLetterThatSaysSo() {
    String newer = event("b", "key", 2).toJson().put("type", "io.ecart.thing.done.v2").encode();
    send(event("a", "key", 1));
    Await.get(producer.send(topic, "key", newer));
    send(event("c", "key", 3));
    Await.until("what is understood", () -> numbers("key").equals(List.of(1, 3)));
    try (EventRecorder dead =
        new EventRecorder(Servers.kafka().bootstrap(), List.of(topic + ".dlq"))) {
      Await.until("a dead letter", () -> dead.all().size() == 1);
      RecordedEvent letter = dead.all().get(0);
      assertEquals(newer, letter.text());
      assertTrue(letter.headers().get("dlq-error").contains("thing.done.v2 is of a newer version"));
    }
  }

  @Test
  void anOutageIsWaitedForAndLosesNothing() {
    outages.set(6);
    send(event("a", "key", 1));
    send(event("b", "key", 2));
    Await.until("both", () -> numbers("key").equals(List.of(1, 2)));
    assertTrue(outages.get() <= 0);
  }

  @Test
  void aSinkThatThrowsLosesNothing() {
    String lone = "lone-" + UUID.randomUUID();
    Servers.kafka().createTopics(List.of(KafkaServer.Topic.of(lone, 1)));
    AtomicInteger failures = new AtomicInteger(2);
    EventConsumer stubborn =
        new EventConsumer(
            vertx,
            kafka,
            new Subscription("group-" + lone, Set.of(lone), true),
            events -> {
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("thrown, not returned");
              }
              return new PgEventSink(pool, "lone", this::handle).take(events);
            },
            new SimpleMeterRegistry());
    Await.get(stubborn.start());
    Event first = event("first", "lone", 1);
    Event second = event("second", "lone", 2);
    Await.get(producer.send(lone, "lone", first.toJson().encode()));
    Await.get(producer.send(lone, "lone", second.toJson().encode()));
    Await.until("both, in order", () -> numbers("lone").equals(List.of(1, 2)));
    Await.get(stubborn.stop());
  }

  @Test
  void whatCannotEvenBecomeADeadLetterComesAgain() {
    String lone = "lone-" + UUID.randomUUID();
    KafkaServer.Topic full =
        new KafkaServer.Topic(lone + ".dlq", 1, Map.of("max.message.bytes", "1"));
    Servers.kafka().createTopics(List.of(KafkaServer.Topic.of(lone, 1), full));
    for (int number = 1; number <= 2; number++) {
      Event event = event("lone-" + number, "lone", number);
      Await.get(producer.send(lone, "lone", event.toJson().encode()));
    }
    AtomicInteger failures = new AtomicInteger(3);
    EventConsumer patient =
        new EventConsumer(
            vertx,
            kafka,
            new Subscription("group-" + lone, Set.of(lone), true),
            events ->
                failures.getAndDecrement() > 0
                    ? Future.failedFuture(new IllegalStateException("not now"))
                    : new PgEventSink(pool, "lone", this::handle).take(events),
            new SimpleMeterRegistry());
    Await.get(patient.start());
    Await.until("both, in order", () -> numbers("lone").equals(List.of(1, 2)));
    Await.get(patient.stop());
  }

  /** As when a service ends in the middle of its work. */
  @Test
  void whatIsStillInHandWhenAConsumerStopsComesAgain() {
    String lone = "lone-" + UUID.randomUUID();
    Servers.kafka().createTopics(List.of(KafkaServer.Topic.of(lone, 1)));
    Await.get(producer.send(lone, "lone", event("first", "lone", 1).toJson().encode()));
    Subscription subscription = new Subscription("group-" + lone, Set.of(lone), true);
    Promise<Void> inHand = Promise.promise();
    EventSink never =
        events -> {
          inHand.tryComplete();
          return Future.future(open -> {});
        };
    EventSink next = new PgEventSink(pool, "lone", this::handle);
    EventConsumer stopped =
        new EventConsumer(vertx, kafka, subscription, never, new SimpleMeterRegistry());
    Await.get(stopped.start());
    Await.get(inHand.future());
    Await.get(stopped.stop());
    EventConsumer other =
        new EventConsumer(vertx, kafka, subscription, next, new SimpleMeterRegistry());
    Await.get(other.start());
    Await.until("the event", () -> numbers("lone").equals(List.of(1)));
    Await.get(other.stop());
  }

  @Test
  void tellsHowMuchWaitsAndForHowLongWhatItHasInHandIsTried() {
    String busy = "busy-" + UUID.randomUUID();
    Servers.kafka().createTopics(List.of(KafkaServer.Topic.of(busy, 1)));
    List<Future<Void>> sent =
        IntStream.range(0, 2_400)
            .mapToObj(i -> event("busy-" + i, "busy", i).toJson().encode())
            .map(event -> producer.send(busy, "busy", event))
            .toList();
    Await.get(Future.all(sent));
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Promise<Void> away = Promise.promise();
    Subscription subscription = new Subscription("busy-" + UUID.randomUUID(), Set.of(busy), true);
    EventConsumer waiting =
        new EventConsumer(vertx, kafka, subscription, events -> away.future(), metrics);
    Await.get(waiting.start());
    Await.until("a lag", () -> gauge(metrics, "events.lag") >= 300);
    Await.until("a stall", () -> gauge(metrics, "events.stalled.seconds") > 0);
    away.complete();
    Await.until("no lag", () -> gauge(metrics, "events.lag") == 0);
    Await.until("no stall", () -> gauge(metrics, "events.stalled.seconds") == 0);
    Await.until("all", () -> metrics.get("events.consumed").counter().count() == 2_400);
    // An instance's own group goes by the name it shares with those of the other instances.
    assertEquals("busy", metrics.get("events.consumed").counter().getId().getTag("group"));
    Await.get(waiting.stop());
  }

  private static double gauge(SimpleMeterRegistry metrics, String name) {
    return metrics.get(name).gauge().value();
  }

  private EventConsumer consumer() {
    Subscription subscription = new Subscription("group-" + topic, Set.of(topic), true);
    EventConsumer made =
        new EventConsumer(
            vertx,
            kafka,
            subscription,
            new PgEventSink(pool, "test", this::handle),
            new SimpleMeterRegistry());
    Await.get(made.start());
    return made;
  }

  private Future<Runnable> handle(SqlConnection transaction, List<Event> events) {
    if (outages.getAndDecrement() > 0) {
      return Problem.unavailable("away").future();
    }
    Future<Void> done = Future.succeededFuture();
    for (Event event : events) {
      done = done.compose(previous -> insert(transaction, event));
    }
    return done.map(EventHandler.NOTHING);
  }

  private static Future<Void> insert(SqlConnection transaction, Event event) {
    int number = event.data().getInteger("number");
    return number < 0
        ? Future.failedFuture(new IllegalArgumentException("negative"))
        : transaction
            .preparedQuery("INSERT INTO seen (key, number) VALUES ($1, $2)")
            .execute(Tuple.of(event.subject(), number))
            .mapEmpty();
  }

  private List<Integer> numbers(String key) {
    List<Integer> numbers = new java.util.ArrayList<>();
    Await.get(
            pool.preparedQuery("SELECT number FROM seen WHERE key = $1 ORDER BY place")
                .execute(Tuple.of(key)))
        .forEach(row -> numbers.add(row.getInteger(0)));
    return numbers;
  }

  private void send(Event event) {
    Await.get(producer.send(topic, event.subject(), event.toJson().encode()));
  }

  private static Event event(String id, String key, int number) {
    return new Event(
        id,
        "io.ecart.thing.done.v1",
        "/test",
        key,
        Instant.EPOCH,
        null,
        new JsonObject().put("number", number));
  }
}
