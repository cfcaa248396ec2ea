package io.ecart.local.cluster;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** One service's fat jar as a process of its own, with the JVM options of the image. */
final class FatJar implements AutoCloseable {
  private static final int CONNECT_MS = 1_000;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** What the JVM takes for the machine's memory; the limit of a container is seen likewise. */
  private static final String CONTAINER = "-XX:MaxRAM=320m";

  private static final Path OPTIONS = Path.of("../docker/jvm.options");

  private final String service;
  private final Process process;
  private final Path log;
  private final long begunNanos = System.nanoTime();
  private final String host;
  private final int port;
  private final int managementPort;

  private FatJar(String service, Map<String, String> settings, Path log) {
    this.service = service;
    this.log = log;
    this.host = settings.getOrDefault("ECART_HTTP_HOST", "127.0.0.1");
    this.port = Ports.free();
    this.managementPort = Ports.free();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  JAVA.toString(), CONTAINER, "@" + OPTIONS, "-jar", pathOf(service).toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(key -> key.startsWith("ECART_"));
      builder.environment().put("ECART_HTTP_PORT", Integer.toString(port));
      builder.environment().put("ECART_MANAGEMENT_PORT", Integer.toString(managementPort));
      builder.environment().putAll(settings);
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A quick build makes no fat jars; any other has made them before this module's tests. */
  static void assumeBuilt() {
    Assumptions.assumeTrue(
        System.getProperty("quick") == null, "A quick build (-Dquick) makes no fat jars");
  }

  private static Path pathOf(String service) {
    return Path.of("../..", service, "target", service + ".jar");
  }

  /**
   * Starts a service, on free ports unless the settings name others; {@link #awaitReady()} says
   * when it is up.
   */
  static FatJar start(String service, Map<String, String> settings) {
    try {
      return start(service, settings, Files.createTempFile("ecart-" + service, ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #start(String, Map)}, with what it prints going to this file. */
  static FatJar start(String service, Map<String, String> settings, Path log) {
    return new FatJar(service, settings, log);
  }

  /**
   * @return milliseconds since the process began
   */
  long awaitReady() {
    Await.until(service + " is ready", START_LIMIT, this::isReady);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new AssertionError(
          service + " has ended with status " + process.exitValue() + ": " + log());
    }
    return isOpen(managementPort)
        && isOpen(port)
        && management().get("/health/ready").status() == 200;
  }

  private boolean isOpen(int number) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, number), CONNECT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  HttpProbe api() {
    return HttpProbe.at("http://" + host + ":" + port);
  }

  private HttpProbe management() {
    return HttpProbe.at("http://" + host + ":" + managementPort);
  }

  /** How many requests of a route it has answered. */
  double answered(String route) {
    Answer metrics = management().get("/metrics").expect(200);
    return metrics
        .text()
        .lines()
        .filter(line -> line.startsWith("http_server_requests_seconds_count"))
        .filter(line -> line.contains("route=\"" + route + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Resident memory now; 0 where the kernel does not tell. */
  long residentMib() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
      return lines.stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /** All that it printed so far; nothing, where that cannot be read again. */
  String log() {
    try {
      return Files.isRegularFile(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to stop, as Swarm does; returns its exit status. */
  int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** Its exit status, once it has ended. */
  int awaitEnd() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(service + " does not end: " + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Ends it without a word, as a power cut does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    // A device stays.
    if (Files.isRegularFile(log)) {
      log.toFile().delete();
    }
  }
}
