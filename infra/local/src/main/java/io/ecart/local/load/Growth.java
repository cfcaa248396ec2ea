package io.ecart.local.load;

import io.ecart.local.tools.RunningSystem;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What it costs when the books are full: the rate of orders of a system with years of business
 * behind it, against that of a new one. They take turns, for the machine is not equally fast all
 * the time that it takes to write so much of a past.
 */
final class Growth {
  private static final double ALLOWED = 0.8;

  /** A system and what came of the orders sent to it. */
  private static final class Trial {
    private final String name;
    private final Stand stand;
    private final Row row;
    private final Instant begin = Instant.now();
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long placed;

    Trial(String name, Stand stand) {
      this.name = name;
      this.stand = stand;
      this.row = stand.rows().checkout(1);
      this.placed = stand.warmUp();
    }

    void measure() {
      Sample sample = stand.wrk().run(row.port(), row.batch(), stand.options().number("seconds"));
      System.out.printf("%s: %.0f orders a second%n", name, sample.rate());
      Measuring.drain(stand.backlog());
      placed += sample.accepted();
      samples.add(sample);
      if (!row.fault(sample).isEmpty()) {
        faults.add(row.fault(sample));
      }
    }

    double perSecond() {
      return samples.stream().mapToDouble(Sample::rate).sorted().toArray()[samples.size() / 2];
    }

    List<String> faults() {
      faults.addAll(stand.audit(placed, begin));
      return faults;
    }
  }

  private final Stand stand;

  Growth(Stand stand) {
    this.stand = stand;
  }

  boolean run() {
    // Before its past is written: plans made for small tables are to prove themselves.
    Trial old = new Trial("Full books", stand);
    fill();
    try (Stand another = stand.another()) {
      Trial young = new Trial("Empty books", another);
      for (int round = 0; round < stand.options().number("rounds"); round++) {
        young.measure();
        old.measure();
      }
      return report(young, old);
    }
  }

  private boolean report(Trial young, Trial old) {
    double ratio = old.perSecond() / young.perSecond();
    System.out.printf("With full books %.2f of the rate with empty ones%n", ratio);
    List<String> faults = new ArrayList<>();
    if (ratio < ALLOWED) {
      faults.add(String.format("the rate fell to %.2f of the empty one", ratio));
    }
    faults.addAll(young.faults());
    faults.addAll(old.faults());
    JsonObject json =
        new JsonObject()
            .put("orders", stand.options().number("orders"))
            .put("movements", stand.options().number("movements"))
            .put("emptyPerSecond", young.perSecond())
            .put("fullPerSecond", old.perSecond())
            .put("ratio", ratio);
    return stand.report("growth", json, faults);
  }

  /** Both databases at once: each keeps one core busy. */
  private void fill() {
    RunningSystem system = stand.system().addresses();
    LoadOptions options = stand.options();
    int skus = options.number("skus");
    CompletableFuture<Void> orders =
        writing(system.database("order"), past -> past.addOrders(options.number("orders"), skus));
    CompletableFuture<Void> stock =
        writing(
            system.database("inventory"),
            past -> past.addMovements(options.number("movements"), skus));
    try {
      CompletableFuture.allOf(orders, stock).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The past cannot be written", e.getCause());
    }
  }

  private interface Step {
    void in(Past past) throws SQLException;
  }

  private static CompletableFuture<Void> writing(String database, Step step) {
    return CompletableFuture.runAsync(
        () -> {
          try (Past past = Past.of(database)) {
            step.in(past);
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        });
  }
}
