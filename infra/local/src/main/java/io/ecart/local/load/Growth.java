package io.ecart.local.load;

import io.ecart.local.tools.RunningSystem;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What it costs when the books are full: the rate of orders before and after years of business. */
final class Growth {
  private static final double ALLOWED = 0.8;

  private final Stand stand;

  Growth(Stand stand) {
    this.stand = stand;
  }

  boolean run() {
    Row row = stand.rows().checkout(1);
    Instant begin = Instant.now();
    long placed = stand.warmUp();
    List<Sample> empty = samples(row);
    fill();
    List<Sample> full = samples(row);
    List<String> faults = new ArrayList<>();
    for (Sample sample : List.of(empty, full).stream().flatMap(List::stream).toList()) {
      placed += sample.accepted();
      if (!row.fault(sample).isEmpty()) {
        faults.add(row.fault(sample));
      }
    }
    double ratio = middle(full) / middle(empty);
    System.out.printf(
        "%.0f per s empty, %.0f per s full: %.2f%n", middle(empty), middle(full), ratio);
    if (ratio < ALLOWED) {
      faults.add(String.format("the rate fell to %.2f of the empty one", ratio));
    }
    faults.addAll(stand.audit(placed, begin));
    JsonObject json =
        new JsonObject()
            .put("orders", stand.options().number("orders"))
            .put("movements", stand.options().number("movements"))
            .put("emptyPerSecond", middle(empty))
            .put("fullPerSecond", middle(full))
            .put("ratio", ratio);
    return stand.report("growth", json, faults);
  }

  private List<Sample> samples(Row row) {
    List<Sample> samples = new ArrayList<>();
    for (int round = 0; round < stand.options().number("rounds"); round++) {
      Sample sample = stand.wrk().run(row.port(), row.batch(), stand.options().number("seconds"));
      System.out.printf("%.0f per s%n", sample.rate());
      Measuring.drain(stand.backlog());
      samples.add(sample);
    }
    return samples;
  }

  private static double middle(List<Sample> samples) {
    return samples.stream().mapToDouble(Sample::rate).sorted().toArray()[samples.size() / 2];
  }

  private void fill() {
    RunningSystem system = stand.system().addresses();
    int skus = stand.options().number("skus");
    try (Past orders = Past.of(system.database("order"));
        Past stock = Past.of(system.database("inventory"))) {
      orders.addOrders(stand.options().number("orders"), skus);
      stock.addMovements(stand.options().number("movements"), skus);
    } catch (SQLException e) {
      throw new IllegalStateException("The past cannot be written", e);
    }
  }
}
