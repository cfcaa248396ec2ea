package io.ecart.analytics;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Results that are dear to make, kept for a while. Who asks for one that is being made waits for
 * it; a failure is not kept. For one event loop only.
 */
final class Kept<K, V> {
  private static final int AT_MOST = 4;

  private record Made<V>(Instant at, Future<V> result) {}

  private final Clock clock;
  private final Duration keptFor;
  private final Map<K, Made<V>> made = new LinkedHashMap<>();

  Kept(Clock clock, Duration keptFor) {
    this.clock = clock;
    this.keptFor = keptFor;
  }

  /** What is kept under a key, or what {@code make} gives. */
  Future<V> get(K key, Supplier<Future<V>> make) {
    Made<V> known = made.get(key);
    if (known != null && isUsable(known)) {
      return known.result();
    }
    made.remove(key);
    if (made.size() >= AT_MOST) {
      made.remove(made.keySet().iterator().next());
    }
    Future<V> result = make.get();
    Made<V> next = new Made<>(clock.instant(), result);
    made.put(key, next);
    // Its time begins when it is there: what takes longer than it is kept would be of no use else.
    result.onSuccess(there -> made.replace(key, next, new Made<>(clock.instant(), result)));
    return result;
  }

  private boolean isUsable(Made<V> known) {
    boolean isFresh = known.at().plus(keptFor).isAfter(clock.instant());
    return !known.result().isComplete() || (known.result().succeeded() && isFresh);
  }
}
