package io.ecart.local.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a process and its descendants have used so far, by program name, from {@code /proc}.
 *
 * @param cpuSeconds processor time per program, such as {@code java} and {@code postgres}
 * @param residentMb memory per program, in MiB; pages that its processes share count once each
 * @param machineSeconds processor time that the whole machine has spent working
 */
record ProcessUse(
    Map<String, Double> cpuSeconds, Map<String, Long> residentMb, double machineSeconds) {
  private static final double TICKS_PER_SECOND = 100;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int IDLE = 4;
  private static final int WAITING = 5;

  static ProcessUse of(long pid) {
    Map<String, Double> cpu = new TreeMap<>();
    Map<String, Long> memory = new TreeMap<>();
    ProcessHandle.of(pid)
        .ifPresent(
            root ->
                Stream.concat(Stream.of(root), root.descendants())
                    .forEach(process -> add(process.pid(), cpu, memory)));
    return new ProcessUse(cpu, memory, machine());
  }

  /** What was used between an earlier look and this one; memory is that of this one. */
  ProcessUse since(ProcessUse earlier) {
    Map<String, Double> cpu = new TreeMap<>();
    cpuSeconds.forEach(
        (name, seconds) ->
            cpu.put(name, Math.max(0, seconds - earlier.cpuSeconds.getOrDefault(name, 0.0))));
    return new ProcessUse(cpu, residentMb, machineSeconds - earlier.machineSeconds);
  }

  double totalCpu() {
    return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static void add(long pid, Map<String, Double> cpu, Map<String, Long> memory) {
    try {
      Path proc = Path.of("/proc", Long.toString(pid));
      String stat = Files.readString(proc.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      double ticks = Double.parseDouble(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
      cpu.merge(name, ticks / TICKS_PER_SECOND, Double::sum);
      memory.merge(name, residentMb(proc), Long::sum);
    } catch (IOException ended) {
      // It was there a moment ago; what it used is not known any more.
    }
  }

  /** The proportional size where the kernel tells it, so that shared buffers count once. */
  private static long residentMb(Path proc) throws IOException {
    try (Stream<String> lines = Files.lines(proc.resolve("smaps_rollup"))) {
      return lines
              .filter(line -> line.startsWith("Pss:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024;
    }
  }

  private static double machine() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElse("").trim().split("\\s+");
      double ticks = 0;
      for (int i = 1; i < fields.length; i++) {
        ticks += i == IDLE || i == WAITING ? 0 : Double.parseDouble(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }
}
