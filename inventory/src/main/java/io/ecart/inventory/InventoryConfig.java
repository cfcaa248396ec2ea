package io.ecart.inventory;

import io.ecart.runtime.batch.NaturalBatcher;
import io.ecart.runtime.config.HttpSettings;
import io.ecart.runtime.config.JwtSettings;
import io.ecart.runtime.config.KafkaSettings;
import io.ecart.runtime.config.PostgresSettings;
import io.ecart.runtime.config.RedisSettings;
import io.ecart.runtime.config.Settings;
import java.time.Duration;

/**
 * The settings of inventory.
 *
 * @param writer the bounds of one writing transaction, of how many run at once, and of the queue
 * @param streamWatchers how many may watch the stream at once
 * @param pace how often the service does what nobody asks it for
 */
public record InventoryConfig(
    HttpSettings http,
    JwtSettings jwt,
    PostgresSettings postgres,
    RedisSettings redis,
    KafkaSettings kafka,
    NaturalBatcher.Bounds writer,
    int streamWatchers,
    Pace pace) {
  private static final int PORT = 8082;
  private static final int MANAGEMENT_PORT = 9082;

  /**
   * How often things are looked after.
   *
   * @param expiry between two looks for holds that ran out
   * @param news between two sweeps that tell what has changed
   * @param newsPerSecond skus told of per second at most, but one in every sweep
   * @param audit between two looks for drift, beside those that are asked for
   * @param outboxRetention how long published events stay in the database
   */
  public record Pace(
      Duration expiry, Duration news, int newsPerSecond, Duration audit, Duration outboxRetention) {

    /** Skus told of by one sweep at most. */
    int newsPerSweep() {
      return (int) Math.max(1, Math.min(1_000_000, newsPerSecond * news.toMillis() / 1_000));
    }
  }

  public static InventoryConfig read(Settings settings) {
    return new InventoryConfig(
        HttpSettings.read(settings, PORT, MANAGEMENT_PORT),
        JwtSettings.read(settings),
        PostgresSettings.read(settings),
        RedisSettings.read(settings),
        KafkaSettings.read(settings),
        new NaturalBatcher.Bounds(
            settings.number("STOCK_BATCH_SIZE", 500, 1, 5_000),
            settings.number("STOCK_BATCHES_IN_FLIGHT", 1, 1, 16),
            settings.number("STOCK_QUEUE", 10_000, 1, 1_000_000)),
        settings.number("STREAM_WATCHERS", 1_000, 0, 100_000),
        pace(settings));
  }

  private static Pace pace(Settings settings) {
    return new Pace(
        settings.duration("HOLD_EXPIRY_INTERVAL", Duration.ofSeconds(1)),
        settings.duration("STOCK_NEWS_INTERVAL", Duration.ofMillis(200)),
        settings.number("STOCK_NEWS_PER_SECOND", 250, 1, 1_000_000),
        settings.duration("DRIFT_AUDIT_INTERVAL", Duration.ofHours(1)),
        settings.duration("OUTBOX_RETENTION", Duration.ofHours(1)));
  }
}
