package io.ecart.runtime.kafka;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.problem.Outages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles records one after the other. While a dependency is away the record is tried again and
 * again; a record that fails for a reason of its own is tried a few times, one that cannot be read
 * only once, and then goes to {@code <topic>.dlq}, with the error in its headers, and the partition
 * moves on.
 */
final class OneByOne {
  private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);
  private static final long LONGEST_WAIT_MS = 5_000;

  private final Vertx vertx;
  private final KafkaSettings settings;
  private final String group;
  private final EventSink sink;
  private final Counter deadLetters;
  private @Nullable EventProducer producer;

  OneByOne(
      Vertx vertx, KafkaSettings settings, String group, EventSink sink, MeterRegistry metrics) {
    this.vertx = vertx;
    this.settings = settings;
    this.group = group;
    this.sink = sink;
    this.deadLetters = metrics.counter("events.dead.letters", ConsumerMeters.tags(group));
  }

  Future<Void> take(List<KafkaConsumerRecord<String, String>> records, BooleanSupplier stopped) {
    Future<Void> done = Future.succeededFuture();
    for (KafkaConsumerRecord<String, String> record : records) {
      done = done.compose(previous -> take(record, 0, stopped));
    }
    return done;
  }

  private Future<Void> take(
      KafkaConsumerRecord<String, String> record, int tries, BooleanSupplier stopped) {
    if (stopped.getAsBoolean()) {
      return Future.failedFuture("The consumer stops");
    }
    Event event;
    try {
      event = Event.parse(record.value());
    } catch (RuntimeException unreadable) {
      // It would be no better the next time, and a newer service may send many of them.
      return bury(record, tries + 1, unreadable);
    }
    return attempt(event).recover(failure -> again(record, tries, stopped, failure));
  }

  private Future<Void> attempt(Event event) {
    try {
      return sink.take(List.of(event));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Void> again(
      KafkaConsumerRecord<String, String> record,
      int tries,
      BooleanSupplier stopped,
      Throwable failure) {
    return Outages.isOutage(failure) || tries < settings.retries()
        ? waitFor(tries).compose(waited -> take(record, tries + 1, stopped))
        : bury(record, tries + 1, failure);
  }

  private Future<Void> waitFor(int tries) {
    long ms = settings.retryBackoff().toMillis() << Math.min(tries, 10);
    return vertx.timer(Math.max(1, Math.min(ms, LONGEST_WAIT_MS))).mapEmpty();
  }

  private Future<Void> bury(
      KafkaConsumerRecord<String, String> record, int tries, Throwable failure) {
    LOG.error(
        "{}: {}/{}@{} becomes a dead letter",
        group,
        record.topic(),
        record.partition(),
        record.offset(),
        failure);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("dlq-error", String.valueOf(failure));
    headers.put("dlq-consumer", group);
    headers.put("dlq-tries", Integer.toString(tries));
    headers.put("dlq-topic", record.topic());
    headers.put("dlq-partition", Integer.toString(record.partition()));
    headers.put("dlq-offset", Long.toString(record.offset()));
    return producer()
        .send(record.topic() + ".dlq", record.key(), record.value(), headers)
        .onSuccess(sent -> deadLetters.increment());
  }

  private EventProducer producer() {
    EventProducer known = producer;
    if (known == null) {
      known = new EventProducer(vertx, settings, group + "-dead-letters");
      producer = known;
    }
    return known;
  }

  Future<Void> close() {
    return producer == null ? Future.succeededFuture() : producer.close();
  }
}
