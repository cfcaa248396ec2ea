package io.ecart.runtime.kafka;

import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.observe.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.producer.KafkaProducer;
import io.vertx.kafka.client.producer.KafkaProducerRecord;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records durably: every in-sync replica has them before the future ends. */
public final class EventProducer {
  private static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private final KafkaProducer<String, String> producer;
  private final Tracing tracing;

  public EventProducer(Vertx vertx, KafkaSettings settings, String clientId) {
    Map<String, String> config =
        Map.of(
            "bootstrap.servers", settings.bootstrap(),
            "client.id", clientId,
            "acks", "all",
            "enable.idempotence", "true",
            "linger.ms", "5",
            "batch.size", "131072",
            "buffer.memory", "16777216",
            // A record is sent until it is there: giving one up and sending the next would turn
            // their order round.
            "delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE),
            "max.block.ms", "10000",
            "compression.type", "lz4");
    this.tracing = Tracing.in(vertx);
    this.producer =
        KafkaProducer.create(vertx, config, new StringSerializer(), new StringSerializer());
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
