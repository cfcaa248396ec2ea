package io.ecart.local.load;

import io.ecart.local.tools.Backlog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs several kinds of load in turn, round after round, so that whatever else happens on the
 * machine touches all of them alike. Each begins only when the events that the one before has left
 * behind are taken.
 */
final class Measuring {
  private static final int PATIENCE_SECONDS = 300;

  /** A load, the process it is on, and what has come of it so far. */
  private record Load(Row row, long pid, Outcome outcome) {}

  private final Wrk wrk;
  private final @Nullable Backlog backlog;
  private final List<Load> loads = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private long placed;

  /**
   * @param backlog what to wait for between loads; nothing when null
   */
  Measuring(Wrk wrk, @Nullable Backlog backlog) {
    this.wrk = wrk;
    this.backlog = backlog;
  }

  /** Adds a load on the processes that descend from one. */
  void add(Row row, long pid) {
    Outcome outcome = new Outcome(row, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    loads.add(new Load(row, pid, outcome));
  }

  /** Sends every load for a while without measuring, so that the code is compiled. */
  void warmUp(int seconds) {
    for (Row row : loads.stream().map(Load::row).toList()) {
      System.out.println("Warming up: " + row.name());
      checked(row, wrk.run(row.port(), row.batch(), seconds));
      drain(backlog);
    }
  }

  void measure(int rounds, int seconds) {
    for (int round = 1; round <= rounds; round++) {
      for (Load load : loads) {
        Sample sample = measure(load, seconds);
        System.out.printf(
            "Round %d: %-24s %8.0f per s; %.0f s later every event was taken%n",
            round, load.row().name(), sample.rate(), drain(backlog));
      }
    }
  }

  private Sample measure(Load load, int seconds) {
    Row row = load.row();
    ProcessUse before = ProcessUse.of(load.pid());
    ProcessUse ourselves = ProcessUse.of(ProcessHandle.current().pid());
    Sample sample = checked(row, wrk.run(row.port(), row.batch(), seconds));
    ProcessUse use = ProcessUse.of(load.pid()).since(before);
    ProcessUse all = ProcessUse.of(ProcessHandle.current().pid()).since(ourselves);
    Outcome outcome = load.outcome();
    outcome.samples().add(sample);
    outcome.uses().add(use);
    outcome.othersCores().add((all.machineSeconds() - all.totalCpu()) / sample.seconds());
    return sample;
  }

  private Sample checked(Row row, Sample sample) {
    String fault = row.fault(sample);
    if (!fault.isEmpty()) {
      faults.add(fault);
    }
    if (row.places()) {
      placed += sample.accepted();
    }
    return sample;
  }

  /** Waits until every event is taken; how long that took, in seconds. */
  static double drain(@Nullable Backlog backlog) {
    long begin = System.nanoTime();
    int tries = 0;
    while (backlog != null && backlog.total() > 0) {
      if (++tries > PATIENCE_SECONDS) {
        throw new IllegalStateException("Events are not taken: " + backlog.toJson().encode());
      }
      pauseSeconds(1);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  static void pauseSeconds(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  List<Outcome> outcomes() {
    return loads.stream().map(Load::outcome).toList();
  }

  /** What was answered otherwise than it should have been, warm-up included. */
  List<String> faults() {
    return faults;
  }

  /** How many orders were acknowledged in all, warm-up included. */
  long placed() {
    return placed;
  }
}
