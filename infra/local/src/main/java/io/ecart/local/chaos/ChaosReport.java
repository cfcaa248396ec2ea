package io.ecart.local.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The result of a drill: lines for people while it runs, a table, and JSON for machines. */
final class ChaosReport {
  private static final int SHOWN = 10;

  private final List<Drill.Round> rounds = new ArrayList<>();
  private final List<String> auditFaults = new ArrayList<>();

  void add(Drill.Round round) {
    rounds.add(round);
    System.out.printf(
        "Round %3d  %-15s %5d orders %5d refused  back %5.1f s  settled %5.1f s  %s%n",
        rounds.size(),
        round.fault().label(),
        round.orders(),
        round.refused(),
        round.backMs() / 1e3,
        round.settledMs() / 1e3,
        round.faults().isEmpty() ? "sound" : round.faults().size() + " faults");
    show(round.faults());
  }

  void addAudit(List<String> faults) {
    auditFaults.addAll(faults);
    show(faults);
  }

  private static void show(List<String> faults) {
    faults.stream().limit(SHOWN).forEach(fault -> System.out.println("  FAULT  " + fault));
  }

  boolean isSound() {
    return auditFaults.isEmpty() && rounds.stream().allMatch(round -> round.faults().isEmpty());
  }

  void printTable() {
    System.out.printf(
        "%n%-15s %6s %6s %8s %8s %10s %10s%n",
        "", "rounds", "sound", "orders", "refused", "back s", "longest s");
    for (Fault fault : Fault.values()) {
      List<Drill.Round> some = rounds.stream().filter(round -> round.fault() == fault).toList();
      if (!some.isEmpty()) {
        long[] back = some.stream().mapToLong(Drill.Round::backMs).sorted().toArray();
        System.out.printf(
            "%-15s %6d %6d %8d %8d %10.1f %10.1f%n",
            fault.label(),
            some.size(),
            some.stream().filter(round -> round.faults().isEmpty()).count(),
            some.stream().mapToLong(Drill.Round::orders).sum(),
            some.stream().mapToLong(Drill.Round::refused).sum(),
            back[back.length / 2] / 1e3,
            back[back.length - 1] / 1e3);
      }
    }
    System.out.println(
        auditFaults.isEmpty() ? "Audit of all rounds: clean" : "Audit of all rounds: NOT clean");
  }

  /** Writes {@code chaos.json}. */
  void write(Path folder) {
    JsonArray list = new JsonArray();
    rounds.forEach(round -> list.add(json(round)));
    JsonObject json =
        new JsonObject().put("rounds", list).put("auditFaults", new JsonArray(auditFaults));
    try {
      Files.writeString(folder.resolve("chaos.json"), json.encodePrettily() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject json(Drill.Round round) {
    return new JsonObject()
        .put("fault", round.fault().label())
        .put("orders", round.orders())
        .put("refused", round.refused())
        .put("backMs", round.backMs())
        .put("settledMs", round.settledMs())
        .put("faults", new JsonArray(round.faults()));
  }
}
