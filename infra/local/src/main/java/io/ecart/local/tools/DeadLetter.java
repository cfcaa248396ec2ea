package io.ecart.local.tools;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record that a consumer could not handle.
 *
 * @param record as it lies in the dead-letter topic
 */
record DeadLetter(ConsumerRecord<String, String> record) {
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");

  /** The event's id; empty when the record is no event. */
  String id() {
    return attribute("id");
  }

  /** The topic that it came from, and goes back to. */
  String origin() {
    return header("dlq-topic", record.topic().replaceFirst("\\.dlq$", ""));
  }

  /** Which record it was; the same for the letters of all consumers that could not handle it. */
  String place() {
    return origin()
        + "/"
        + header("dlq-partition", "dlq-" + record.partition())
        + "@"
        + header("dlq-offset", Long.toString(record.offset()));
  }

  /** The record as it was, to be sent to its topic again. */
  ProducerRecord<String, String> again() {
    ProducerRecord<String, String> again =
        new ProducerRecord<>(origin(), record.key(), record.value());
    for (Header header : record.headers()) {
      if (!header.key().startsWith("dlq-")) {
        again.headers().add(header);
      }
    }
    return again;
  }

  /** One line for people, whatever the record holds. */
  String line() {
    return UNPRINTABLE.matcher(text()).replaceAll(" ");
  }

  private String text() {
    return String.format(
        "%s/%d@%d  %s  id=%s  key=%s  %s  consumer=%s  tries=%s  %s",
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        id(),
        record.key(),
        attribute("type"),
        header("dlq-consumer", "?"),
        header("dlq-tries", "?"),
        header("dlq-error", "?"));
  }

  private String header(String name, String fallback) {
    Header header = record.headers().lastHeader(name);
    return header == null ? fallback : new String(header.value(), StandardCharsets.UTF_8);
  }

  private String attribute(String name) {
    if (record.value() == null) {
      return "";
    }
    try {
      return String.valueOf(new JsonObject(record.value()).getValue(name, ""));
    } catch (DecodeException notJson) {
      return "";
    }
  }
}
