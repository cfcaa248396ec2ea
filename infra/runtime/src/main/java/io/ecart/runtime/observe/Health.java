package io.ecart.runtime.observe;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a service depends on and whether it is there. */
public final class Health {
  private static final long TIMEOUT_MS = 2_000;

  private record Check(String name, boolean needed, Supplier<Future<Void>> probe) {}

  private record Finding(String name, boolean needed, boolean up, String detail) {}

  private final List<Check> checks = new ArrayList<>();
  private boolean draining;

  /** A dependency without which the service is not ready. */
  public Health needs(String name, Supplier<Future<Void>> probe) {
    checks.add(new Check(name, true, probe));
    return this;
  }

  /** A dependency the service can do without for a while. */
  public Health uses(String name, Supplier<Future<Void>> probe) {
    checks.add(new Check(name, false, probe));
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
        .map(up -> new Finding(check.name(), check.needed(), true, ""))
        .otherwise(e -> new Finding(check.name(), check.needed(), false, reason(e)));
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
