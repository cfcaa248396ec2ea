package io.ecart.local.load;

import io.ecart.local.LocalMain;
import io.ecart.local.demo.ShopClient;
import io.ecart.local.tools.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A system of its own for one run: one JVM with the options of {@code scripts/up}, and stores. */
final class SystemUnderLoad implements AutoCloseable {
  /** As in {@code scripts/up}. */
  private static final String JVM = "@infra/local/jvm.options ";

  private final Path state;
  private final boolean keep;
  private final int offset;
  private final Child jvm;
  private final RunningSystem addresses;

  private SystemUnderLoad(Path state, boolean keep) {
    this.state = state;
    this.keep = keep;
    this.offset = PortOffset.free();
    this.jvm = launch();
    this.addresses = RunningSystem.in(state);
  }

  /** Starts a system on an empty folder that goes when the system does. */
  static SystemUnderLoad start() {
    try {
      return new SystemUnderLoad(Files.createTempDirectory("ecart-load-"), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a system on a folder that stays. */
  static SystemUnderLoad startOn(Path state) {
    return new SystemUnderLoad(state, true);
  }

  private Child launch() {
    String more = System.getenv().getOrDefault("ECART_JAVA_OPTS", "");
    Path log = createFolder(state).resolve("system.out");
    String number = Integer.toString(offset);
    Child started =
        Child.start(
            JVM + more,
            Map.of(),
            log,
            LocalMain.class.getName(),
            "--state",
            state.toString(),
            "--port-offset",
            number,
            "--no-demo");
    started.awaitLine(" Ready");
    return started;
  }

  RunningSystem addresses() {
    return addresses;
  }

  long pid() {
    return jvm.pid();
  }

  /** A client at the edge. */
  ShopClient client(String user) {
    return new ShopClient(addresses.edge(), user);
  }

  @Override
  public void close() {
    jvm.close();
    if (!keep) {
      delete(state);
    }
  }

  private static Path createFolder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
