package io.ecart.runtime.observe;

import io.ecart.runtime.config.Settings;
import io.ecart.runtime.observe.Logs.Format;

/**
 * What is logged, and how.
 *
 * @param format how a line looks
 * @param everyRequest whether each request is logged, or only those that failed or took long
 * @param node which machine this runs on, as the lines say
 */
public record LogSettings(Format format, boolean everyRequest, String node) {

  /** Reads {@code LOG_FORMAT}, {@code LOG_REQUESTS} and {@code NODE_NAME}. */
  public static LogSettings read(Settings settings, Format fallback) {
    return new LogSettings(
        settings.choice("LOG_FORMAT", fallback),
        settings.flag("LOG_REQUESTS", false),
        settings.text("NODE_NAME", host()));
  }

  /** In a container, its id. */
  private static String host() {
    String host = System.getenv("HOSTNAME");
    return host == null ? "" : host;
  }
}
