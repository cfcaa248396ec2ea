package io.ecart.local.chaos;

import io.ecart.local.demo.ShopGoneException;
import io.ecart.runtime.observe.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Causes faults under load and checks what is left; {@code scripts/chaos} calls it. */
final class ChaosMain {
  private ChaosMain() {}

  /**
   * Ends with status 0 when every invariant held in every round, 1 when one did not, 2 when the
   * drill itself failed.
   *
   * @param args see {@link ChaosOptions#USAGE}
   */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.println(ChaosOptions.USAGE);
      return;
    }
    try {
      System.exit(run(ChaosOptions.of(List.of(args))) ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println("The drill cannot be run: " + e.getMessage() + "\n" + ChaosOptions.USAGE);
    } catch (IllegalStateException | ShopGoneException e) {
      System.err.println("The drill cannot go on: " + e.getMessage());
    }
    System.exit(2);
  }

  private static boolean run(ChaosOptions options) throws IOException {
    Files.createDirectories(options.out());
    Path folder = Files.createTempDirectory(options.out().toAbsolutePath(), "run-");
    Logs.use(Logs.Format.TEXT, "chaos", folder.resolve("chaos.log"));
    System.out.printf("Starting the services; logs in %s, seed %d%n", folder, options.seed());
    ChaosReport report = new ChaosReport();
    try (World world = new World(folder);
        Drill drill = new Drill(world, mischief(world, options), options.seed())) {
      for (long round = 1; round <= options.rounds(); round++) {
        options.faults().forEach(fault -> report.add(drill.run(fault)));
      }
      report.addAudit(drill.audit());
      System.out.println("Answers by status: " + drill.statusToCount());
    }
    report.printTable();
    report.write(options.out());
    return report.isSound();
  }

  private static Mischief mischief(World world, ChaosOptions options) {
    return new Mischief(world, options.seconds() * 1_000, options.kafkaSeconds() * 1_000);
  }
}
