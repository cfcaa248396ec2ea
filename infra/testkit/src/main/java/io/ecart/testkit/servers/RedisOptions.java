package io.ecart.testkit.servers;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RedisServer} is started.
 *
 * @param folder where an append-only file (synced every second) stays between starts; none: nothing
 *     is written to disk, and a restart loses all
 * @param maxMemoryMb beyond this, writes are refused, in MiB
 */
public record RedisOptions(@Nullable Path folder, int maxMemoryMb) {
  private static final int DEFAULT_MEMORY_MB = 256;

  /** For tests: in memory only, on a free port. */
  public static RedisOptions throwAway() {
    return new RedisOptions(null, DEFAULT_MEMORY_MB);
  }

  /** Keeps its data in {@code folder}; a crash loses a second's writes at most. */
  public static RedisOptions keptIn(Path folder) {
    return new RedisOptions(folder, DEFAULT_MEMORY_MB);
  }

  public RedisOptions withMaxMemoryMb(int size) {
    return new RedisOptions(folder, size);
  }
}
