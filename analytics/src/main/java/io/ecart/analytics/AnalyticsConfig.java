package io.ecart.analytics;

import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;

/**
 * What the analytics service can be told; every key stands in the table of its README.
 *
 * @param streamClients listeners of {@code GET /analytics/stream} at most
 */
public record AnalyticsConfig(
    HttpSettings http,
    JwtSettings jwt,
    PostgresSettings postgres,
    KafkaSettings kafka,
    int streamClients) {
  private static final int PORT = 8086;
  private static final int MANAGEMENT_PORT = 9086;

  public static AnalyticsConfig read(Settings settings) {
    return new AnalyticsConfig(
        HttpSettings.read(settings, PORT, MANAGEMENT_PORT),
        JwtSettings.read(settings),
        PostgresSettings.read(settings),
        KafkaSettings.read(settings),
        settings.number("ANALYTICS_STREAM_CLIENTS", 100, 1, 10_000));
  }
}
