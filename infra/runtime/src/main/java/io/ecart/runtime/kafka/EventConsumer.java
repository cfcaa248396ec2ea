package io.ecart.runtime.kafka;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.lifecycle.Loop;
import io.ecart.runtime.observe.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import io.vertx.kafka.client.consumer.OffsetAndMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics in a loop of poll, handle, commit: the next poll waits until the records of the last
 * one are done, so what is in flight is bounded and an offset is only ever committed behind work
 * that is durable. A poll's records are handled together; when that fails they are handled one by
 * one, and what cannot be handled becomes a dead letter.
 */
public final class EventConsumer {

  /**
   * What to read.
   *
   * @param group the consumer group; instances of one service share it
   * @param topics the topics
   * @param fromStart whether a new group reads what is there already
   * @param patience how long an event may wait for others; zero takes it at once
   */
  public record Subscription(
      String group, Set<String> topics, boolean fromStart, Duration patience) {

    /** Takes every event at once. */
    public Subscription(String group, Set<String> topics, boolean fromStart) {
      this(group, topics, fromStart, Duration.ZERO);
    }

    /**
     * The same, taking many events together: a fetch, a transaction and a commit cost about the
     * same for one as for hundreds.
     */
    public Subscription gatheringFor(Duration longest) {
      return new Subscription(group, topics, fromStart, longest);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MS = 1_000;

  private final Vertx vertx;
  private final Subscription subscription;
  private final KafkaConsumer<String, String> consumer;
  private final OneByOne oneByOne;
  private final EventSink sink;
  private final ConsumerMeters meters;
  private final Loop loop;
  private final Tracing tracing;

  public EventConsumer(
      Vertx vertx,
      KafkaSettings settings,
      Subscription subscription,
      EventSink sink,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.tracing = Tracing.in(vertx);
    this.subscription = subscription;
    this.sink = sink;
    this.consumer =
        KafkaConsumer.create(
            vertx,
            config(settings, subscription),
            new StringDeserializer(),
            new StringDeserializer());
    this.oneByOne = new OneByOne(vertx, settings, subscription.group(), sink, metrics);
    this.meters = new ConsumerMeters(subscription, consumer.asStream().unwrap(), metrics);
    this.loop = new Loop(vertx, this::step);
  }

  private static Map<String, String> config(KafkaSettings settings, Subscription subscription) {
    Map<String, String> config = new HashMap<>();
    config.put("bootstrap.servers", settings.bootstrap());
    config.put("group.id", subscription.group());
    config.put("enable.auto.commit", "false");
    config.put("auto.offset.reset", subscription.fromStart() ? "earliest" : "latest");
    config.put("max.poll.records", "2000");
    boolean gathers = !subscription.patience().isZero();
    Duration wait = gathers ? subscription.patience() : POLL;
    config.put("fetch.min.bytes", gathers ? "2097152" : "1");
    config.put("fetch.max.wait.ms", Long.toString(wait.toMillis()));
    config.put("session.timeout.ms", "10000");
    config.put("isolation.level", "read_committed");
    config.put("metadata.max.age.ms", "10000");
    config.put("allow.auto.create.topics", "false");
    return config;
  }

  public Future<Void> start() {
    return consumer.subscribe(subscription.topics()).onSuccess(subscribed -> loop.run());
  }

  /** Ends after the records that are under way. */
  public Future<Void> stop() {
    loop.stop();
    return loop.ended()
        .timeout(5, TimeUnit.SECONDS)
        .otherwiseEmpty()
        .compose(done -> consumer.close())
        .compose(done -> oneByOne.close());
  }

  private Future<Void> step() {
    return consumer.poll(POLL).compose(this::handle).recover(this::noteFailure);
  }

  private Future<Void> handle(KafkaConsumerRecords<String, String> records) {
    if (records.isEmpty()) {
      return Future.succeededFuture();
    }
    meters.handling();
    List<KafkaConsumerRecord<String, String>> all = new ArrayList<>(records.size());
    Map<TopicPartition, Long> starts = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      KafkaConsumerRecord<String, String> record = records.recordAt(i);
      all.add(record);
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      starts.putIfAbsent(partition, record.offset());
      ends.put(partition, new OffsetAndMetadata(record.offset() + 1, ""));
    }
    return traced(all)
        .recover(failure -> goBack(starts, failure))
        .compose(done -> commit(ends))
        .onSuccess(done -> meters.handled(all.size()));
  }

  /** Each event is a step of its trace; when all belong to one, so is whatever is done for them. */
  private Future<Void> traced(List<KafkaConsumerRecord<String, String>> records) {
    EventTraces traces = new EventTraces(tracing, subscription.group(), records);
    return traces.within(() -> takeAll(records)).onComplete(done -> traces.end(done.cause()));
  }

  private Future<Void> takeAll(List<KafkaConsumerRecord<String, String>> records) {
    List<Event> events;
    try {
      events = records.stream().map(record -> Event.parse(record.value())).toList();
    } catch (RuntimeException unreadable) {
      return oneByOne.take(records, loop::stopped);
    }
    return offer(events)
        .recover(
            failure -> {
              LOG.warn(
                  "{}: {} events failed together: {}",
                  subscription.group(),
                  events.size(),
                  failure.toString());
              return oneByOne.take(records, loop::stopped);
            });
  }

  private Future<Void> offer(List<Event> events) {
    try {
      return sink.take(events);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /**
   * The next poll would go on behind records that are not done, and its commit would skip them: so
   * it has to begin with them again.
   */
  private Future<Void> goBack(Map<TopicPartition, Long> starts, Throwable failure) {
    List<Future<Void>> seeks = new ArrayList<>(starts.size());
    starts.forEach((partition, offset) -> seeks.add(consumer.seek(partition, offset)));
    return Future.join(seeks).transform(sought -> Future.failedFuture(failure));
  }

  /** A commit that a rebalance refused is no harm: the records come again and are known. */
  private Future<Void> commit(Map<TopicPartition, OffsetAndMetadata> ends) {
    return consumer
        .commit(ends)
        .onFailure(
            e -> LOG.info("{}: offsets not committed: {}", subscription.group(), e.toString()))
        .otherwiseEmpty()
        .mapEmpty();
  }

  private Future<Void> noteFailure(Throwable failure) {
    if (loop.stopped()) {
      return Future.succeededFuture();
    }
    LOG.warn("{}: events are not read right now: {}", subscription.group(), failure.toString());
    return vertx.timer(RETRY_MS).mapEmpty();
  }
}
