package io.ecart.local.chaos;

import io.ecart.local.tools.Arguments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a drill is asked for.
 *
 * @param rounds of each fault
 * @param seconds that a fault lasts, where it has a length
 * @param kafkaSeconds that Kafka is away
 * @param seed of what is random: moments, choices
 * @param out where JSON and logs go
 */
record ChaosOptions(
    List<Fault> faults, long rounds, long seconds, long kafkaSeconds, long seed, Path out) {
  static final String USAGE =
      """
      Usage: chaos [--rounds N] [--faults A,B,...] [--seed S] [--seconds N] [--kafka-seconds N]
        --rounds          of each fault (1)
        --faults          which (all)
        --seed            of moments and choices (any)
        --seconds         how long a fault lasts that has a length (3)
        --kafka-seconds   how long Kafka is away (10)
        --out             folder for JSON and logs (target/chaos)
      """
          + "Faults: "
          + String.join(" ", Arrays.stream(Fault.values()).map(Fault::label).toList());

  /**
   * @throws IllegalArgumentException when they cannot be understood
   */
  static ChaosOptions of(List<String> args) {
    Arguments arguments =
        Arguments.of(
            args,
            List.of("--rounds", "--faults", "--seed", "--seconds", "--kafka-seconds", "--out"));
    if (!arguments.words().isEmpty()) {
      throw new IllegalArgumentException("unknown argument " + arguments.words().get(0));
    }
    String faults = arguments.text("--faults", "");
    return new ChaosOptions(
        faults.isEmpty()
            ? List.of(Fault.values())
            : Arrays.stream(faults.split(",")).map(Fault::of).toList(),
        arguments.number("--rounds", 1),
        arguments.number("--seconds", 3),
        arguments.number("--kafka-seconds", 10),
        arguments.number("--seed", System.nanoTime() % 1_000_000),
        Path.of(arguments.text("--out", "target/chaos")));
  }
}
