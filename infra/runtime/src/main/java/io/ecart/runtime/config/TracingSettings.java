package io.ecart.runtime.config;

/**
 * Where spans go, and how many.
 *
 * @param endpoint the OTLP/HTTP receiver, such as {@code http://collector:4318}; empty: no spans
 * @param oneIn of so many requests that come without a decision, one is traced
 */
public record TracingSettings(String endpoint, int oneIn) {
  private static final int MAX_ONE_IN = 1_000_000;

  /** Reads {@code OTEL_EXPORTER_OTLP_ENDPOINT} and {@code TRACE_ONE_IN}. */
  public static TracingSettings read(Settings settings) {
    return new TracingSettings(
        settings.text("OTEL_EXPORTER_OTLP_ENDPOINT", ""),
        settings.number("TRACE_ONE_IN", 100, 1, MAX_ONE_IN));
  }

  public boolean on() {
    return !endpoint.isEmpty();
  }
}
