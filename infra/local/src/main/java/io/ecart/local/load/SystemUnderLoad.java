package io.ecart.local.load;

import io.ecart.local.demo.ShopClient;
import io.ecart.local.tools.RunningSystem;
import io.ecart.testkit.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A system of its own for one run: one JVM with the options of {@code scripts/up}, and stores. */
public final class SystemUnderLoad implements AutoCloseable {
  /** As in {@code scripts/up}. */
  private static final String JVM =
      "-Xms256m -Xmx640m -XX:+UseG1GC -XX:MaxDirectMemorySize=192m -XX:+ExitOnOutOfMemoryError ";

  private static final int FIRST_OFFSET = 10_000;
  private static final int LAST_OFFSET = 24_000;

  private final Path state;
  private final boolean keep;
  private final int offset;
  private Child jvm;
  private RunningSystem addresses;

  private SystemUnderLoad(Path state, boolean keep) {
    this.state = state;
    this.keep = keep;
    this.offset = freeOffset();
    this.jvm = launch();
    this.addresses = RunningSystem.in(state);
  }

  /** Starts a system on an empty folder that goes when the system does. */
  public static SystemUnderLoad start() {
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
    Path log = createFolder(state).resolve("stderr.log");
    String number = Integer.toString(offset);
    Child started =
        Child.start(
            JVM + more,
            log,
            SystemMain.class,
            "--state",
            state.toString(),
            "--port-offset",
            number,
            "--no-demo");
    started.awaitLine(" Ready");
    return started;
  }

  /** Ends the system's process as {@code kill -9} does, its stores with it. */
  public void kill() {
    jvm.kill();
  }

  /** Starts the system again on its data. */
  public void restart() {
    jvm.close();
    jvm = launch();
    addresses = RunningSystem.in(state);
  }

  public RunningSystem addresses() {
    return addresses;
  }

  public long pid() {
    return jvm.pid();
  }

  /** A client at the edge. */
  public ShopClient client(String user) {
    return new ShopClient(addresses.edge(), user);
  }

  @Override
  public void close() {
    jvm.close();
    if (!keep) {
      delete(state);
    }
  }

  /** An offset at which none of the contract's ports is taken. */
  private static int freeOffset() {
    for (int tries = 0; tries < 100; tries++) {
      int offset = ThreadLocalRandom.current().nextInt(FIRST_OFFSET, LAST_OFFSET);
      boolean free =
          IntStream.of(8025, 8080, 8081, 8082, 8083, 8084, 8085, 8086)
              .noneMatch(
                  port -> Ports.isOpen(port + offset) || Ports.isOpen(port + 1_000 + offset));
      if (free) {
        return offset;
      }
    }
    throw new IllegalStateException("No free ports were found");
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
