package io.ecart.runtime.config;

import java.time.Duration;

/**
 * The event log.
 *
 * @param bootstrap brokers as {@code host:port,host:port}
 * @param retries how often a failing record is tried again before it is a dead letter
 * @param retryBackoff the first wait between tries; it doubles each time
 */
public record KafkaSettings(String bootstrap, int retries, Duration retryBackoff) {

  public static KafkaSettings read(Settings settings) {
    String bootstrap = settings.text("KAFKA_BOOTSTRAP");
    if (!bootstrap.isEmpty() && !bootstrap.matches("[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*")) {
      settings.fault("KAFKA_BOOTSTRAP", "must be host:port, several parted by commas");
    }
    return new KafkaSettings(
        bootstrap,
        settings.number("KAFKA_RETRIES", 5, 0, 100),
        settings.duration("KAFKA_RETRY_BACKOFF", Duration.ofMillis(200)));
  }
}
