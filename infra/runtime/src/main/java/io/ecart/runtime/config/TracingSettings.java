package io.ecart.runtime.config;

import java.util.regex.Pattern;

/**
 * Where spans go, and how many.
 *
 * @param endpoint the OTLP/HTTP receiver, such as {@code http://collector:4318}; empty: no spans
 * @param oneIn of so many requests that come without a decision, one is traced
 */
public record TracingSettings(String endpoint, int oneIn) {
  private static final int MAX_ONE_IN = 1_000_000;
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s]+(/\\S*)?");

  /** Reads {@code OTEL_EXPORTER_OTLP_ENDPOINT} and {@code TRACE_ONE_IN}. */
  public static TracingSettings read(Settings settings) {
    String endpoint = settings.text("OTEL_EXPORTER_OTLP_ENDPOINT", "");
    if (!endpoint.isEmpty() && !ADDRESS.matcher(endpoint).matches()) {
      settings.fault("OTEL_EXPORTER_OTLP_ENDPOINT", "must look like http://host:4318");
    }
    return new TracingSettings(endpoint, settings.number("TRACE_ONE_IN", 100, 1, MAX_ONE_IN));
  }

  public boolean on() {
    return !endpoint.isEmpty();
  }
}
