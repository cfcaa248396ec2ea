package io.ecart.local;

import io.ecart.local.demo.DemoCatalogue;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.SettingsException;
import io.ecart.runtime.observe.LogSettings;
import io.ecart.runtime.observe.Logs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts the whole system in this JVM; {@code scripts/up} calls it. */
public final class LocalMain {
  private static final int MAX_OFFSET = 40_000;

  private LocalMain() {}

  /**
   * @param args {@code --fresh} begins anew, {@code --state FOLDER} says where data is kept, {@code
   *     --port-offset N} moves every port, {@code --no-demo} leaves the catalogue empty
   */
  public static void main(String[] args) {
    try {
      run(new ArrayList<>(List.of(args)));
    } catch (IllegalArgumentException | IllegalStateException | SettingsException e) {
      System.err.println("ECART cannot start: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(List<String> args) {
    long begin = System.nanoTime();
    boolean fresh = args.remove("--fresh");
    boolean demo = !args.remove("--no-demo");
    Path folder = Path.of(option(args, "--state", ".ecart")).toAbsolutePath().normalize();
    LocalPorts ports = ports(args);
    if (!args.isEmpty()) {
      throw new IllegalArgumentException("unknown argument " + args.get(0));
    }
    List<Integer> taken = ports.taken(LocalService.values().length);
    if (!taken.isEmpty()) {
      throw new IllegalStateException(
          "port " + taken.get(0) + " is already taken (--port-offset N moves every port)");
    }
    StateFolder state = StateFolder.open(folder);
    if (fresh) {
      state.clear();
    }
    boolean empty = state.isNew();
    Settings settings = new Settings(System.getenv());
    LogSettings logs = LogSettings.read(settings, Logs.Format.TEXT);
    settings.check();
    Logs.use(logs, "local", state.log());
    LocalSystem system =
        LocalSystem.start(
            new LocalOptions(folder, ports, ecartSettings()), step -> say(begin, step));
    closeAtExit(system, folder);
    if (demo && empty) {
      say(begin, "Loading the demo catalogue");
      say(begin, DemoCatalogue.load(system.edgePort()));
    }
    SystemFile.write(folder, system, ports);
    say(begin, "Ready");
    System.out.println(Banner.of(system, ports, state));
    awaitForever();
  }

  /** Settings given in the environment reach every service, ports apart: those are set here. */
  private static Map<String, String> ecartSettings() {
    Map<String, String> settings = new java.util.HashMap<>(System.getenv());
    settings.keySet().removeIf(key -> !key.startsWith("ECART_") || key.endsWith("_PORT"));
    return settings;
  }

  private static LocalPorts ports(List<String> args) {
    int offset = number(option(args, "--port-offset", "0"), "--port-offset", MAX_OFFSET);
    String edge = System.getenv("ECART_EDGE_PORT");
    int edgePort =
        edge == null ? LocalPorts.defaultEdge(offset) : number(edge, "ECART_EDGE_PORT", 65_535);
    return LocalPorts.contract(edgePort, offset);
  }

  private static int number(String text, String name, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the same words as a number out of range.
    }
    throw new IllegalArgumentException(name + " must be a number from 0 to " + max);
  }

  private static String option(List<String> args, String name, String fallback) {
    int at = args.indexOf(name);
    if (at < 0) {
      return fallback;
    }
    if (at + 1 >= args.size()) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    args.remove(at);
    return args.remove(at);
  }

  private static void say(long begin, String step) {
    System.out.printf("%5.1f s  %s%n", (System.nanoTime() - begin) / 1e9, step);
  }

  private static void closeAtExit(LocalSystem system, Path folder) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  System.out.println("Stopping");
                  SystemFile.delete(folder);
                  system.close();
                },
                "stop"));
  }

  private static void awaitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
