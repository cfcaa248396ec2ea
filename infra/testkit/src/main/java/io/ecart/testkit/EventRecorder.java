package io.ecart.testkit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Listens to topics from their beginning and remembers the newest {@value #LIMIT} records. It
 * commits nothing and disturbs no other consumer. Topics may be created after it was.
 */
public final class EventRecorder implements AutoCloseable {
  /** How many records are kept; the oldest go first. */
  public static final int LIMIT = 100_000;

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long CLOSE_LIMIT_MS = 10_000;

  private final KafkaConsumer<String, String> consumer;
  private final Thread thread;
  private final Deque<RecordedEvent> events = new ArrayDeque<>();

  /**
   * @param bootstrap {@code host:port} of a broker
   * @param topics what to listen to
   */
  public EventRecorder(String bootstrap, Collection<String> topics) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrap,
            "group.id", "recorder-" + UUID.randomUUID(),
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "allow.auto.create.topics", "false",
            "metadata.max.age.ms", "1000");
    this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    consumer.subscribe(topics);
    this.thread = new Thread(this::listen, "event-recorder");
    thread.setDaemon(true);
    thread.start();
  }

  /** All records so far, in the order in which they came. */
  public List<RecordedEvent> all() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** The records that match. */
  public List<RecordedEvent> all(Predicate<RecordedEvent> matching) {
    return all().stream().filter(matching).toList();
  }

  /** The records of a key. */
  public List<RecordedEvent> byKey(String key) {
    return all(event -> event.key().equals(key));
  }

  /** The records of a type. */
  public List<RecordedEvent> byType(String type) {
    return all(event -> event.type().equals(type));
  }

  /** Waits for at least {@code count} records of a type, and gives all there are. */
  public List<RecordedEvent> awaitType(String type, int count) {
    return await(count + " of " + type, count, event -> event.type().equals(type));
  }

  /** Waits for the first record of a type with a key. */
  public RecordedEvent awaitType(String type, String key) {
    Predicate<RecordedEvent> wanted = event -> event.type().equals(type) && event.key().equals(key);
    return await(type + " of " + key, 1, wanted).get(0);
  }

  /** Waits for at least {@code count} records that match, and gives all there are. */
  public List<RecordedEvent> await(
      String description, int count, Predicate<RecordedEvent> matching) {
    Await.until(description, () -> all(matching).size() >= count);
    return all(matching);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(CLOSE_LIMIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try (consumer) {
      while (!Thread.currentThread().isInterrupted()) {
        consumer.poll(POLL).forEach(record -> add(toEvent(record)));
      }
    } catch (WakeupException closed) {
      // close() was called; the consumer is closed on the way out.
    }
  }

  private void add(RecordedEvent event) {
    synchronized (events) {
      if (events.size() == LIMIT) {
        events.removeFirst();
      }
      events.addLast(event);
    }
  }

  private static RecordedEvent toEvent(ConsumerRecord<String, String> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }
    return new RecordedEvent(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key() == null ? "" : record.key(),
        Map.copyOf(headers),
        parse(record.value()),
        record.value());
  }

  private static JsonObject parse(@Nullable String text) {
    try {
      return text == null ? new JsonObject() : new JsonObject(text);
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }
}
