package io.ecart.testkit.servers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link PostgresServer} is started.
 *
 * @param folder where the data stays between starts; none: a temporary folder that goes with it
 * @param port the port to listen on; 0: a free one
 * @param durable whether a commit survives a power cut (fsync on, synchronous commit on)
 * @param settings server settings on top of the defaults, such as {@code shared_buffers}
 */
public record PostgresOptions(
    @Nullable Path folder, int port, boolean durable, Map<String, String> settings) {

  public PostgresOptions {
    settings = Map.copyOf(settings);
  }

  /** For tests: temporary, on a free port, fast rather than durable. */
  public static PostgresOptions throwAway() {
    return new PostgresOptions(null, 0, false, Map.of());
  }

  /** Keeps its data in {@code folder}, and keeps it safe. */
  public static PostgresOptions keptIn(Path folder) {
    return new PostgresOptions(folder, 0, true, Map.of());
  }

  public PostgresOptions withPort(int number) {
    return new PostgresOptions(folder, number, durable, settings);
  }

  public PostgresOptions withDurability(boolean on) {
    return new PostgresOptions(folder, port, on, settings);
  }

  public PostgresOptions with(String setting, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(setting, value);
    return new PostgresOptions(folder, port, durable, more);
  }

  /**
   * All settings that the server gets: sized for two cores and little memory. With fewer buffers
   * orders push changed pages out to the kernel, which writes them all at once and makes commits
   * wait.
   */
  Map<String, String> allSettings() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    all.put("timezone", "UTC");
    all.put("max_connections", "200");
    all.put("shared_buffers", "256MB");
    all.put("shared_preload_libraries", "pg_stat_statements");
    all.put("jit", "off");
    all.put("max_parallel_workers_per_gather", "0");
    all.put("autovacuum_max_workers", "2");
    all.put("random_page_cost", "1.1");
    all.put("wal_level", "minimal");
    all.put("max_wal_senders", "0");
    all.put("min_wal_size", "64MB");
    all.put("max_wal_size", "1GB");
    all.put("log_min_messages", "warning");
    String safety = durable ? "on" : "off";
    all.put("fsync", safety);
    all.put("synchronous_commit", safety);
    all.put("full_page_writes", safety);
    all.putAll(settings);
    return all;
  }
}
