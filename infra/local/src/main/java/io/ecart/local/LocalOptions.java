package io.ecart.local;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the one-JVM system is started.
 *
 * @param state where data is kept between starts; null for data that goes with the process
 * @param ports where everything listens
 * @param settings further settings for every service, by {@code ECART_} name
 */
public record LocalOptions(@Nullable Path state, LocalPorts ports, Map<String, String> settings) {

  /** For tests: free ports, nothing kept. */
  public static LocalOptions throwAway() {
    return new LocalOptions(null, LocalPorts.free(), Map.of());
  }
}
