package io.ecart.runtime.config;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * The event log.
 *
 * @param bootstrap brokers as {@code host:port,host:port}
 * @param retries how often a failing record is tried again before it is a dead letter
 * @param retryBackoff the first wait between tries; it doubles each time
 */
public record KafkaSettings(String bootstrap, int retries, Duration retryBackoff) {
  private static final int MAX_PORT = 65_535;

  public static KafkaSettings read(Settings settings) {
    String bootstrap = settings.text("KAFKA_BOOTSTRAP");
    if (!bootstrap.isEmpty()
        && !Stream.of(bootstrap.split(",", -1)).allMatch(KafkaSettings::isBroker)) {
      settings.fault("KAFKA_BOOTSTRAP", "must be host:port, several parted by commas");
    }
    return new KafkaSettings(
        bootstrap,
        settings.number("KAFKA_RETRIES", 5, 0, 100),
        settings.duration("KAFKA_RETRY_BACKOFF", Duration.ofMillis(200)));
  }

  private static boolean isBroker(String text) {
    if (!text.matches("[^:,\\s]+:\\d{1,5}")) {
      return false;
    }
    int port = Integer.parseInt(text.substring(text.indexOf(':') + 1));
    return 1 <= port && port <= MAX_PORT;
  }
}
