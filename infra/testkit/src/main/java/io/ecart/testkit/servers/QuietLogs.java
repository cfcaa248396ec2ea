package io.ecart.testkit.servers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Turns down what the libraries behind this module say: hundreds of lines at every start. A
 * level that the logging configuration sets for the same logger is left as it is.
 */
public final class QuietLogs {
  private static final Map<String, Level> LEVELS =
      Map.of(
          "org.apache.kafka", Level.WARN,
          "org.apache.kafka.controller", Level.ERROR,
          // Warns at every attempt while a broker is away, and at every orderly stop.
          "org.apache.kafka.clients.NetworkClient", Level.ERROR,
          "kafka", Level.WARN,
          "state.change.logger", Level.WARN,
          // Logs an error with a stack trace for every refusal that a test orders.
          "com.icegreen", Level.OFF,
          "io.zonky", Level.WARN,
          // Finds that an OpenAPI document is more than a schema, for every document.
          "com.networknt", Level.ERROR);

  private QuietLogs() {}

  /** Does it, as often as it is called. */
  public static void apply() {
    LEVELS.forEach(
        (name, level) -> {
          if (LoggerFactory.getLogger(name) instanceof Logger logger && logger.getLevel() == null) {
            logger.setLevel(level);
          }
        });
  }
}
