package io.ecart.local.tools;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record that a consumer could not handle.
 *
 * @param record as it lies in the dead-letter topic
 */
record DeadLetter(ConsumerRecord<String, String> record) {

  /** The event's id; empty when the record is no event. */
  String id() {
    return attribute("id");
  }

  /** The topic that it came from, and goes back to. */
  String origin() {
    return header("dlq-topic", record.topic().replaceFirst("\\.dlq$", ""));
  }

  /** One line for people. */
  String line() {
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
    try {
      return String.valueOf(new JsonObject(record.value()).getValue(name, ""));
    } catch (DecodeException notJson) {
      return "";
    }
  }
}
