package io.ecart.product;

import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.Settings;
import java.time.Duration;

/**
 * The settings of the product service.
 *
 * @param http where it listens
 * @param postgres its database
 * @param kafka the event log
 * @param jwt how tokens are verified
 * @param availability how stock is asked for
 * @param imports bounds of an import
 * @param hot how long a product that was read is remembered; zero remembers nothing
 * @param outboxKept how long published events stay in the outbox table
 */
public record ProductConfig(
    HttpSettings http,
    PostgresSettings postgres,
    KafkaSettings kafka,
    JwtSettings jwt,
    AvailabilitySettings availability,
    ImportSettings imports,
    Duration hot,
    Duration outboxKept) {
  private static final int PORT = 8081;
  private static final int MANAGEMENT_PORT = 9081;

  /**
   * How stock is asked for.
   *
   * @param timeout how long inventory may take before its answer is done without
   * @param remembered how long an answer of inventory is used again
   * @param fallbackAge how old the last event about a sku may be to stand in for an answer
   */
  public record AvailabilitySettings(Duration timeout, Duration remembered, Duration fallbackAge) {

    static AvailabilitySettings read(Settings settings) {
      return new AvailabilitySettings(
          settings.duration("AVAILABILITY_TIMEOUT", Duration.ofMillis(300)),
          settings.duration("AVAILABILITY_REMEMBERED", Duration.ofSeconds(2)),
          settings.duration("AVAILABILITY_FALLBACK_AGE", Duration.ofHours(24)));
    }
  }

  /**
   * Bounds of an import, which are what its memory is bounded by.
   *
   * @param batchRows rows that are written in one transaction
   * @param maxRowBytes the longest row that is read; a longer one is an error of its line
   * @param maxErrors errors that the answer lists; all are counted
   */
  public record ImportSettings(int batchRows, int maxRowBytes, int maxErrors) {
    /** The longest row unless told otherwise; every row of an export is within it. */
    public static final int ROW_BYTES = 131_072;

    static ImportSettings read(Settings settings) {
      return new ImportSettings(
          settings.number("IMPORT_BATCH_ROWS", 500, 1, 5_000),
          settings.number("IMPORT_MAX_ROW_BYTES", ROW_BYTES, 1_024, 8_388_608),
          settings.number("IMPORT_MAX_ERRORS", 1_000, 1, 100_000));
    }
  }

  public static ProductConfig read(Settings settings) {
    return new ProductConfig(
        HttpSettings.read(settings, PORT, MANAGEMENT_PORT),
        PostgresSettings.read(settings),
        KafkaSettings.read(settings),
        JwtSettings.read(settings),
        AvailabilitySettings.read(settings),
        ImportSettings.read(settings),
        settings.duration("CATALOGUE_REMEMBERED", Duration.ofSeconds(1)),
        settings.duration("OUTBOX_KEPT", Duration.ofHours(24)));
  }
}
