package io.ecart.local.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Whether events are taken as fast as they are made: 80 % of the peak for as long as asked. */
final class LagWatch {
  private static final double SHARE = 0.8;
  private static final int LOOK_SECONDS = 5;

  /** What a group may be behind for a moment, in seconds of the load. */
  private static final double ALLOWED_SECONDS = 5;

  /**
   * A look at the system under load.
   *
   * @param second since the load began
   * @param waiting events that are written and not yet taken
   * @param residentMb memory of its processes per program, such as {@code java}
   */
  private record Look(long second, long waiting, Map<String, Long> residentMb) {
    long totalMb() {
      return residentMb.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Stand stand;

  LagWatch(Stand stand) {
    this.stand = stand;
  }

  boolean run() {
    Row row = stand.rows().checkout(1);
    long placed = stand.warmUp();
    double rate = stand.options().number("rate");
    if (rate == 0) {
      Sample closed = stand.wrk().run(row.port(), row.batch(), 20);
      placed += closed.accepted();
      rate = closed.rate() * SHARE;
      Measuring.drain(stand.backlog());
    }
    System.out.printf("Sending %.0f per s for %d s%n", rate, stand.options().number("seconds"));
    List<Look> looks = new ArrayList<>();
    Sample sample = watched(row, rate, looks);
    List<String> faults = new ArrayList<>(verdict(looks, rate));
    if (!row.fault(sample).isEmpty()) {
      faults.add(row.fault(sample));
    }
    faults.addAll(stand.audit(placed + sample.accepted()));
    return report(rate, looks, faults);
  }

  private Sample watched(Row row, double rate, List<Look> looks) {
    try (OpenLoad load = new OpenLoad()) {
      CompletableFuture<OpenLoad.Result> result =
          load.at(rate, stand.options().number("seconds"), row.port(), row.batch());
      long begin = System.nanoTime();
      while (!result.isDone()) {
        Measuring.pauseSeconds(LOOK_SECONDS);
        Look look = look((System.nanoTime() - begin) / 1_000_000_000);
        looks.add(look);
        System.out.printf(
            "%4d s  %6d events waiting  %5d MiB  %s%n",
            look.second(), look.waiting(), look.totalMb(), look.residentMb());
      }
      return OpenLoad.await(result).sample();
    }
  }

  private Look look(long second) {
    return new Look(
        second, stand.backlog().total(), ProcessUse.of(stand.system().pid()).residentMb());
  }

  /** Lag must not grow from the first third to the last by more than a few seconds of load. */
  private static List<String> verdict(List<Look> looks, double rate) {
    int third = Math.max(1, looks.size() / 3);
    double first = waiting(looks.subList(0, third));
    double last = waiting(looks.subList(looks.size() - third, looks.size()));
    return last - first > rate * ALLOWED_SECONDS
        ? List.of("the lag grew from " + Math.round(first) + " events to " + Math.round(last))
        : List.of();
  }

  private static double waiting(List<Look> looks) {
    return looks.stream().mapToLong(Look::waiting).average().orElse(0);
  }

  private boolean report(double rate, List<Look> looks, List<String> faults) {
    JsonArray series = new JsonArray();
    looks.forEach(
        look ->
            series.add(
                new JsonObject()
                    .put("second", look.second())
                    .put("waiting", look.waiting())
                    .put("residentMb", new JsonObject(Map.copyOf(look.residentMb())))));
    return stand.report(
        "lag", new JsonObject().put("perSecond", rate).put("looks", series), faults);
  }
}
