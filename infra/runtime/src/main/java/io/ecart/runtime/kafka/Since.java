package io.ecart.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A gauge of the seconds since something was begun; 0 while nothing is. */
final class Since {
  private volatile @Nullable Long beginNanos;

  Since(String name, Tags tags, MeterRegistry metrics) {
    metrics.gauge(name, tags, this, Since::seconds);
  }

  void begin() {
    if (beginNanos == null) {
      beginNanos = System.nanoTime();
    }
  }

  void end() {
    beginNanos = null;
  }

  double seconds() {
    Long begin = beginNanos;
    return begin == null ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) / 1e3;
  }
}
