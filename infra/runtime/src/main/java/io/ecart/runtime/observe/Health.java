package io.ecart.runtime.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a service depends on and whether it is there. Logs once that it went, and that it came. */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final long TIMEOUT_MS = 2_000;
  private static final int NOT_KNOWN = -1;

  private record Check(
      String name, boolean needed, Supplier<Future<Void>> probe, AtomicInteger up) {}

  private record Finding(String name, boolean needed, boolean up, String detail) {}

  private final List<Check> checks = new ArrayList<>();
  private @Nullable MeterRegistry metrics;
  private boolean draining;

  /** Tells the last finding on every dependency added from now on, as {@code dependency.up}. */
  public Health measuredBy(MeterRegistry registry) {
    metrics = registry;
    return this;
  }

  /** A dependency without which the service is not ready. */
  public Health needs(String name, Supplier<Future<Void>> probe) {
    return add(name, true, probe);
  }

  /** A dependency the service can do without for a while. */
  public Health uses(String name, Supplier<Future<Void>> probe) {
    return add(name, false, probe);
  }

  private Health add(String name, boolean needed, Supplier<Future<Void>> probe) {
    AtomicInteger up = new AtomicInteger(NOT_KNOWN);
    MeterRegistry registry = metrics;
    if (registry != null) {
      Tags tags = Tags.of("dependency", name, "needed", Boolean.toString(needed));
      registry.gauge("dependency.up", tags, up, found -> Math.max(0, found.get()));
    }
    checks.add(new Check(name, needed, probe, up));
    return this;
  }

  /** From now on the service is not ready: it is about to stop. */
  public void drain() {
    draining = true;
  }

  /** {@code {"status": "up" or "down", "checks": {name: {status, needed, detail?}}}}. */
  public Future<JsonObject> check() {
    List<Future<Finding>> findings = checks.stream().map(Health::probe).toList();
    return Future.join(findings)
        .map(done -> report(findings.stream().map(Future::result).toList()));
  }

  private static Future<Finding> probe(Check check) {
    Future<Void> result;
    try {
      result = check.probe().get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    return result
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .onComplete(there -> came(check), e -> went(check, e))
        .map(up -> new Finding(check.name(), check.needed(), true, ""))
        .otherwise(e -> new Finding(check.name(), check.needed(), false, reason(e)));
  }

  private static void came(Check check) {
    if (check.up().getAndSet(1) == 0) {
      LOG.info("There again: {}", check.name());
    }
  }

  private static void went(Check check, Throwable failure) {
    if (check.up().getAndSet(0) != 0) {
      LOG.warn("Away: {}: {}", check.name(), reason(failure));
    }
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private JsonObject report(List<Finding> findings) {
    boolean up = !draining && findings.stream().allMatch(f -> f.up() || !f.needed());
    JsonObject each = new JsonObject();
    for (Finding finding : findings) {
      JsonObject entry =
          new JsonObject()
              .put("status", finding.up() ? "up" : "down")
              .put("needed", finding.needed());
      each.put(finding.name(), finding.up() ? entry : entry.put("detail", finding.detail()));
    }
    JsonObject report = new JsonObject().put("status", up ? "up" : "down").put("checks", each);
    return draining ? report.put("draining", true) : report;
  }
}
