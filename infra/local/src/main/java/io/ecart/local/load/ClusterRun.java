package io.ecart.local.load;

import io.ecart.local.load.Fleet.Instance;
import io.ecart.local.tools.Audit;
import io.ecart.local.tools.Backlog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What it costs to be distributed where the cores do not grow: orders a second of two inventory and
 * two order instances, against one of each on the same machine right afterwards.
 */
final class ClusterRun {
  private static final double ASKED = 0.8;
  private static final long PLENTY = 1_000_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final LoadOptions options;
  private final Path out;
  private final Wrk wrk;
  private final Fleet fleet;
  private final Backlog backlog;
  private final Row row;
  private final List<String> faults = new ArrayList<>();
  private long placed;

  private ClusterRun(LoadOptions options, Path out, Fleet fleet, Backlog backlog) {
    this.options = options;
    this.out = out;
    this.fleet = fleet;
    this.backlog = backlog;
    Path script = Path.of(System.getProperty("ecart.load.scripts", "scripts/load"));
    // The clients are shared among two generators, of which each sends to one instance.
    this.wrk = new Wrk(script.resolve("requests.lua"), options.number("clients") / 2);
    String token = Shop.token(fleet.client("alice"), "alice");
    this.row = new Rows(options, fleet.addresses(), token).checkout(1);
  }

  /** Whether every invariant held and the ratio is as asked. */
  static boolean run(LoadOptions options) {
    System.out.println("Starting a cluster");
    Path out = Path.of(options.text("out"));
    try (Fleet fleet = new Fleet(out);
        Backlog backlog = new Backlog(fleet.addresses())) {
      Shop.open(fleet.client("sam"), options.number("skus"), PLENTY);
      return new ClusterRun(options, out, fleet, backlog).measured();
    }
  }

  private boolean measured() {
    double two;
    try (Instance inventory = fleet.start("inventory");
        Instance order = fleet.start("order")) {
      System.out.printf(
          "Beside those at %d, a second inventory at %d and a second order at %d%n",
          row.port(), inventory.port(), order.port());
      // Each gets half of the load, and so takes twice as long to be compiled.
      both(order.port(), 2 * options.number("warmup"));
      two = rate("two of each", order.port());
    }
    both(row.port(), options.number("warmup"));
    double one = rate("one of each", row.port());
    double ratio = two / one;
    System.out.printf("Two of each are %.2f of one of each%n", ratio);
    if (ratio < ASKED) {
      faults.add(String.format("two of each are less than %.2f of one of each", ASKED));
    }
    audit();
    JsonObject result =
        new JsonObject()
            .put("load", "cluster")
            .put("clients", options.number("clients"))
            .put("twoPerSecond", two)
            .put("onePerSecond", one)
            .put("ratio", ratio)
            .put("faults", new JsonArray(faults));
    System.out.println("Written to " + Table.write(out, "cluster", result));
    faults.forEach(fault -> System.out.println("FAULT  " + fault));
    return faults.isEmpty();
  }

  /** Orders a second, the median of the rounds; half of the clients are at the other port. */
  private double rate(String name, int other) {
    double[] rates = new double[options.number("rounds")];
    for (int round = 0; round < rates.length; round++) {
      rates[round] = both(other, options.number("seconds"));
      System.out.printf("%s: %.0f orders a second%n", name, rates[round]);
    }
    Arrays.sort(rates);
    return rates[rates.length / 2];
  }

  private double both(int other, int seconds) {
    var second = CompletableFuture.supplyAsync(() -> wrk.run(other, row.batch(), seconds));
    List<Sample> samples = List.of(wrk.run(row.port(), row.batch(), seconds), second.join());
    for (Sample sample : samples) {
      placed += sample.accepted();
      if (!row.fault(sample).isEmpty()) {
        faults.add(row.fault(sample));
      }
    }
    Measuring.drain(backlog);
    return samples.stream().mapToDouble(Sample::rate).sum();
  }

  private void audit() {
    Audit.Findings findings = new Audit(fleet.client("sam"), PATIENCE, Instant.EPOCH).run();
    faults.addAll(findings.faults());
    if (findings.orders() < placed) {
      faults.add(placed + " orders were acknowledged, " + findings.orders() + " are there");
    }
    System.out.printf("Audited %d orders; %d were acknowledged%n", findings.orders(), placed);
  }
}
