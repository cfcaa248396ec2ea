package io.ecart.local;

import io.ecart.local.demo.DemoCatalogue;
import io.ecart.local.tools.Arguments;
import io.ecart.runtime.config.Settings;
import io.ecart.runtime.config.SettingsException;
import io.ecart.runtime.observe.LogSettings;
import io.ecart.runtime.observe.Logs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts the whole system in this JVM; {@code scripts/up} calls it. */
public final class LocalMain {
  private static final List<String> OPTIONS = List.of("--state", "--port-offset");
  private static final List<String> FLAGS = List.of("--fresh", "--no-demo");
  private static final int MAX_OFFSET = 40_000;

  private LocalMain() {}

  /**
   * @param args {@code --fresh} begins anew, {@code --state FOLDER} says where data is kept, {@code
   *     --port-offset N} moves every port, {@code --no-demo} leaves the catalogue empty
   */
  public static void main(String[] args) {
    try {
      run(Arguments.of(List.of(args), OPTIONS, FLAGS));
    } catch (IllegalArgumentException | IllegalStateException | SettingsException e) {
      System.err.println("ECART cannot start: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Arguments arguments) {
    long begin = System.nanoTime();
    if (!arguments.words().isEmpty()) {
      throw new IllegalArgumentException("unknown argument " + arguments.words().get(0));
    }
    Path folder = Path.of(arguments.text("--state", ".ecart")).toAbsolutePath().normalize();
    Settings settings = new Settings(System.getenv());
    LocalPorts ports = ports(arguments, settings);
    LogSettings logs = LogSettings.read(settings, Logs.Format.TEXT);
    settings.check();
    requireFree(ports);
    StateFolder state = StateFolder.open(folder);
    if (arguments.has("--fresh")) {
      state.clear();
    }
    boolean wantsDemo = state.isNew() && !arguments.has("--no-demo");
    Logs.use(logs, "local", state.log());
    LocalOptions options = new LocalOptions(folder, ports, ecartSettings());
    LocalSystem system = LocalSystem.start(options, step -> say(begin, step));
    closeAtExit(system, folder);
    if (wantsDemo) {
      say(begin, "Loading the demo catalogue");
      say(begin, DemoCatalogue.load(system.edgePort()));
    }
    SystemFile.write(folder, system, ports);
    say(begin, "Ready");
    System.out.println(Banner.of(system, ports, state));
    awaitForever();
  }

  private static void requireFree(LocalPorts ports) {
    List<Integer> taken = ports.taken(LocalService.values().length);
    if (!taken.isEmpty()) {
      throw new IllegalStateException(
          "port " + taken.get(0) + " is already taken (--port-offset N moves every port)");
    }
  }

  /** Settings given in the environment reach every service, ports apart: those are set here. */
  private static Map<String, String> ecartSettings() {
    Map<String, String> settings = new HashMap<>(System.getenv());
    settings.keySet().removeIf(key -> !key.startsWith("ECART_") || key.endsWith("_PORT"));
    return settings;
  }

  private static LocalPorts ports(Arguments arguments, Settings settings) {
    int offset = arguments.number("--port-offset", 0, 0, MAX_OFFSET);
    return LocalPorts.contract(settings.port("EDGE_PORT", LocalPorts.defaultEdge(offset)), offset);
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
