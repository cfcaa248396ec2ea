package io.ecart.analytics;

import io.ecart.analytics.demand.Policy;
import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import java.time.Duration;

/**
 * What the analytics service can be told; every key stands in the table of its README.
 *
 * @param policy what the replenishment aims at
 * @param refresh how old a kept analysis of all skus may be
 * @param streamClients listeners of {@code GET /analytics/stream} at most
 */
public record AnalyticsConfig(
    HttpSettings http,
    JwtSettings jwt,
    PostgresSettings postgres,
    KafkaSettings kafka,
    Policy policy,
    Duration refresh,
    int streamClients) {
  private static final int PORT = 8086;
  private static final int MANAGEMENT_PORT = 9086;

  public static AnalyticsConfig read(Settings settings) {
    return new AnalyticsConfig(
        HttpSettings.read(settings, PORT, MANAGEMENT_PORT),
        JwtSettings.read(settings),
        PostgresSettings.read(settings),
        KafkaSettings.read(settings),
        policy(settings),
        settings.duration("ANALYTICS_REFRESH", Duration.ofMinutes(1)),
        settings.number("ANALYTICS_STREAM_CLIENTS", 100, 1, 10_000));
  }

  private static Policy policy(Settings settings) {
    return new Policy(
        settings.number("ANALYTICS_LEAD_TIME_DAYS", 7, 0, 365),
        settings.number("ANALYTICS_LEAD_TIME_DEVIATION_DAYS", 2, 0, 365),
        settings.number("ANALYTICS_SERVICE_LEVEL_PERCENT", 95, 50, 99) / 100.0,
        settings.number("ANALYTICS_ORDER_COST", 2_000, 1, 100_000_000),
        settings.number("ANALYTICS_HOLDING_PERCENT", 25, 1, 1_000) / 100.0);
  }
}
