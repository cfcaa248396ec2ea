package io.ecart.notification;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits that double with every try up to a limit, each shortened by chance by up to a half, so that
 * what failed together does not come back together.
 *
 * @param first the wait after the first try
 * @param longest no wait is longer
 * @param attempts tries at most
 * @param chance from 0 to 1
 */
public record Backoff(Duration first, Duration longest, int attempts, DoubleSupplier chance) {

  /** The wait after try number {@code attempt}, which counts from 1. */
  public Duration after(int attempt) {
    double full = first.toMillis() * Math.pow(2, Math.max(0, attempt - 1));
    double capped = Math.min(full, (double) longest.toMillis());
    return Duration.ofMillis(Math.round(capped * (1 - chance.getAsDouble() / 2)));
  }

  public boolean isLast(int attempt) {
    return attempt >= attempts;
  }
}
