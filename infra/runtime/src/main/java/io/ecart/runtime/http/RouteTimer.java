package io.ecart.runtime.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rate, errors and durations of one route, by status. Used from the route's event loop only. */
final class RouteTimer {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2)
  };

  private final @Nullable MeterRegistry metrics;
  private final String method;
  private final String route;
  private final Map<Integer, Timer> statusToTimer = new HashMap<>();

  RouteTimer(@Nullable MeterRegistry metrics, HttpMethod method, String route) {
    this.metrics = metrics;
    this.method = method.name();
    this.route = route;
  }

  String route() {
    return route;
  }

  void record(int status, long beginNanos) {
    MeterRegistry registry = metrics;
    if (registry != null) {
      statusToTimer
          .computeIfAbsent(status, s -> timer(registry, s))
          .record(System.nanoTime() - beginNanos, TimeUnit.NANOSECONDS);
    }
  }

  private Timer timer(MeterRegistry registry, int status) {
    return Timer.builder("http.server.requests")
        .tag("method", method)
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
