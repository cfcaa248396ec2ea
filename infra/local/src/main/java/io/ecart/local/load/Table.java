package io.ecart.local.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The result of a run: a table for people and a file of JSON for machines. */
final class Table {
  private static final String HEAD = "%-24s %9s %8s %8s %8s %9s %6s %6s %6s %6s %6s %7s  %s%n";

  private final List<Outcome> outcomes;

  Table(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  void print() {
    System.out.printf(
        HEAD,
        "",
        "per s",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "CPU us",
        "java",
        "pg",
        "redis",
        "others",
        "java",
        "pg",
        "ratio");
    System.out.printf(
        HEAD, "", "", "", "", "", "/request", "cores", "cores", "cores", "cores", "MiB", "MiB", "");
    for (Outcome o : outcomes) {
      System.out.printf(
          "%-24s %9.0f %8.2f %8.2f %8.2f %9.0f %6.2f %6.2f %6.2f %6.2f %6d %7d  %s%n",
          o.row().name(),
          o.rate(),
          o.ms(Sample::p50),
          o.ms(Sample::p99),
          o.ms(Sample::p999),
          o.cpuMicros(),
          o.cores("java"),
          o.cores("postgres"),
          o.cores("redis-server"),
          o.others(),
          o.memory("java"),
          o.memory("postgres"),
          ratio(o));
    }
  }

  JsonArray toJson() {
    JsonArray rows = new JsonArray();
    outcomes.forEach(outcome -> rows.add(outcome.toJson(ratioOf(outcome))));
    return rows;
  }

  /** Writes {@code <folder>/<name>.json}. */
  static Path write(Path folder, String name, JsonObject result) {
    try {
      Path file = Files.createDirectories(folder).resolve(name + ".json");
      return Files.writeString(file, result.encodePrettily() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String ratio(Outcome outcome) {
    double ratio = ratioOf(outcome);
    return Double.isNaN(ratio)
        ? ""
        : String.format("%.2f of %s", ratio, outcome.row().comparedWith());
  }

  private double ratioOf(Outcome outcome) {
    return outcomes.stream()
        .filter(other -> other.row().name().equals(outcome.row().comparedWith()))
        .mapToDouble(other -> outcome.rate() / other.rate())
        .findFirst()
        .orElse(Double.NaN);
  }
}
