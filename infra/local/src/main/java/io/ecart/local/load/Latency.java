package io.ecart.local.load;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * How long orders take at a steady rate: half of what a closed load reaches, unless it is given.
 */
final class Latency {
  private static final double HALF = 0.5;

  /** What the load's own code needs to be compiled would be taken for the system's delay. */
  private static final int GENERATOR_WARM_UP_SECONDS = 20;

  private final Stand stand;

  Latency(Stand stand) {
    this.stand = stand;
  }

  boolean run() {
    LoadOptions options = stand.options();
    Row row = stand.rows().checkout(1);
    long placed = stand.warmUp();
    double peak = 0;
    double rate = options.number("rate");
    if (rate == 0) {
      Sample closed = stand.wrk().run(row.port(), row.batch(), options.number("seconds"));
      Measuring.drain(stand.backlog());
      placed += closed.accepted();
      peak = closed.rate();
      rate = peak * HALF;
      System.out.printf("A closed load reaches %.0f per s%n", peak);
    }
    System.out.printf("Sending %.0f per s, answered or not%n", rate);
    Sample sample;
    try (OpenLoad load = new OpenLoad()) {
      placed += send(load, rate, GENERATOR_WARM_UP_SECONDS, row).accepted();
      sample = send(load, rate, options.number("seconds"), row);
    }
    return report(sample, rate, peak, placed, row.fault(sample));
  }

  private static Sample send(OpenLoad load, double rate, int seconds, Row row) {
    return OpenLoad.await(load.at(rate, seconds, row.port(), row.batch())).sample();
  }

  private boolean report(Sample sample, double rate, double peak, long placed, String fault) {
    System.out.printf(
        "p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, longest %.1f ms, counted from when each was"
            + " due%n",
        sample.p50() / 1e3, sample.p99() / 1e3, sample.p999() / 1e3, sample.max() / 1e3);
    List<String> faults = new ArrayList<>(stand.audit(placed + sample.accepted()));
    if (!fault.isEmpty()) {
      faults.add(fault);
    }
    JsonObject json =
        new JsonObject()
            .put("peakPerSecond", peak)
            .put("perSecond", rate)
            .put("p50Ms", sample.p50() / 1e3)
            .put("p99Ms", sample.p99() / 1e3)
            .put("p999Ms", sample.p999() / 1e3)
            .put("maxMs", sample.max() / 1e3);
    return stand.report("latency", json, faults);
  }
}
