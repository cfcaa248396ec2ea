package io.ecart.local.load;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What one kind of load came to, over all rounds.
 *
 * @param samples one per round
 * @param uses what the measured processes used, one per sample
 * @param othersCores processor use of everybody else on the machine, one per sample
 */
record Outcome(Row row, List<Sample> samples, List<ProcessUse> uses, List<Double> othersCores) {

  /** The median of the rounds, so that one disturbed round does not count. */
  double rate() {
    return middle(samples.stream().map(Sample::rate).toList());
  }

  double ms(ToLongFunction<Sample> percentile) {
    return middle(samples.stream().map(s -> percentile.applyAsLong(s) / 1e3).toList());
  }

  /** Processor time of the server's processes per request, in microseconds. */
  double cpuMicros() {
    return 1e6
        * uses.stream().mapToDouble(ProcessUse::totalCpu).sum()
        / samples.stream().mapToLong(Sample::requests).sum();
  }

  /** How many cores a program kept busy. */
  double cores(String program) {
    return uses.stream().mapToDouble(use -> use.cpuSeconds().getOrDefault(program, 0.0)).sum()
        / samples.stream().mapToDouble(Sample::seconds).sum();
  }

  double others() {
    return middle(othersCores);
  }

  /** The memory of a program at the end, in MiB. */
  long memory(String program) {
    return uses.get(uses.size() - 1).residentMb().getOrDefault(program, 0L);
  }

  JsonObject toJson(double ratio) {
    JsonObject cores = new JsonObject();
    JsonObject memory = new JsonObject();
    uses.get(0).cpuSeconds().keySet().forEach(program -> cores.put(program, cores(program)));
    uses.get(0).residentMb().keySet().forEach(program -> memory.put(program, memory(program)));
    JsonObject json =
        new JsonObject()
            .put("name", row.name())
            .put("perSecond", rate())
            .put("p50Ms", ms(Sample::p50))
            .put("p99Ms", ms(Sample::p99))
            .put("p999Ms", ms(Sample::p999))
            .put("perSecondByRound", samples.stream().map(Sample::rate).toList())
            .put("cpuMicrosPerRequest", cpuMicros())
            .put("cores", cores)
            .put("memoryMb", memory)
            .put("othersCores", others());
    return row.comparedWith().isEmpty() || Double.isNaN(ratio)
        ? json
        : json.put("comparedWith", row.comparedWith()).put("ratio", ratio);
  }

  private static double middle(List<Double> values) {
    List<Double> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
