package io.ecart.runtime.kafka;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.observe.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends records durably: every in-sync replica has them before the future ends. */
public final class EventProducer {
  private static final Logger LOG = LoggerFactory.getLogger(EventProducer.class);
  private static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private final KafkaProducer<String, String> producer;
  private final Tracing tracing;

  public EventProducer(Vertx vertx, KafkaSettings settings, String clientId) {
    this.tracing = Tracing.in(vertx);
    this.producer =
        KafkaProducer.create(
            vertx, config(settings, clientId), new StringSerializer(), new StringSerializer());
    producer.exceptionHandler(e -> LOG.debug("An event was not sent: {}", e.toString()));
  }

  private static Map<String, String> config(KafkaSettings settings, String clientId) {
    Map<String, String> config = new HashMap<>();
    config.put("bootstrap.servers", settings.bootstrap());
    config.put("client.id", clientId);
    config.put("acks", "all");
    config.put("enable.idempotence", "true");
    config.put("linger.ms", "5");
    config.put("batch.size", "131072");
    config.put("buffer.memory", Integer.toString(2 * Topics.MAX_RECORD_BYTES));
    config.put("max.request.size", Integer.toString(Topics.MAX_RECORD_BYTES));
    // A record is sent until it is there: giving one up and sending the next would turn their order
    // round.
    config.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
    config.put("max.block.ms", "10000");
    config.put("compression.type", "lz4");
    return config;
  }

  public Future<Void> send(String topic, String key, String payload) {
    return send(topic, key, payload, Map.of());
  }

  /**
   * @param payload null for a record without a value, as it may come from elsewhere
   */
  Future<Void> send(
      String topic, String key, @Nullable String payload, Map<String, String> headers) {
    KafkaProducerRecord<String, String> record = KafkaProducerRecord.create(topic, key, payload);
    record.addHeader("content-type", CONTENT_TYPE);
    headers.forEach(record::addHeader);
    Tracing.Step step =
        tracing.sending(topic, payload == null ? null : Event.traceparentIn(payload));
    if (step == null) {
      return producer.send(record).mapEmpty();
    }
    record.addHeader("traceparent", step.traceparent());
    return producer.send(record).onComplete(sent -> step.end(sent.cause())).mapEmpty();
  }

  /** Drops what could not be sent within two seconds. */
  public Future<Void> close() {
    return producer.close(2_000);
  }
}
