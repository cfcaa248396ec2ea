package io.ecart.testkit.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server that runs as a child process.
 *
 * <p>It gets a session of its own where {@code setsid} exists, so that Ctrl-C in a terminal stops
 * the JVM first and the JVM stops its servers in order. It does not outlive the JVM either: a tiny
 * shell waits on a pipe that only this JVM holds open, and kills the server when the pipe breaks,
 * which the kernel does even when the JVM dies by {@code kill -9}.
 */
final class ServerProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(5);

  /** Waits for the end of its input; gets the pid, the signal and a folder to remove. */
  private static final String GUARD =
      """
      read -r _
      kill -s "$2" "$1"
      for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" || break; sleep 0.3; done
      [ -z "$3" ] || rm -rf -- "$3"
      """;

  private final Process server;
  private final Process guard;
  private final Path log;

  private ServerProcess(Process server, Process guard, Path log) {
    this.server = server;
    this.guard = guard;
    this.log = log;
  }

  /**
   * @param command the program and its arguments
   * @param log gets what the program prints, anew at every start
   * @param orphanSignal what the server gets when this JVM is no more, such as {@code QUIT}
   * @param folder where the server keeps its files; a temporary one goes with an orphan
   */
  static ServerProcess start(
      List<String> command, Path log, String orphanSignal, DataFolder folder) {
    try {
      Process server =
          new ProcessBuilder(inOwnSession(command))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new ServerProcess(server, guard(server.pid(), orphanSignal, folder), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process guard(long pid, String signal, DataFolder folder) throws IOException {
    String rubbish = folder.isTemporary() ? folder.path().toString() : "";
    List<String> command = List.of("sh", "-c", GUARD, "guard", Long.toString(pid), signal, rubbish);
    return quiet(inOwnSession(command)).start();
  }

  /** Runs a program to its end; what it prints goes to {@code log}. */
  static void run(List<String> command, Map<String, String> environment, Path log, Duration limit) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command.get(0) + " did not end within " + limit);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(command + " failed: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command.get(0), e);
    }
  }

  /**
   * Waits until the server is ready; one that is not in time, or has ended, is stopped.
   *
   * @param name for the message, which ends with the server's log
   * @param stopSignal as for {@link #stop(String, Duration)}
   */
  ServerProcess await(String name, BooleanSupplier ready, Duration limit, String stopSignal) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!isAlive() || System.nanoTime() > deadline || !Pause.briefly()) {
        stop(stopSignal, SIGNAL_LIMIT);
        throw PortTakenException.orOther(name + " did not start: " + logText());
      }
    }
    return this;
  }

  private String logText() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log";
    }
  }

  boolean isAlive() {
    return server.isAlive();
  }

  /** Lets the server outlive this JVM. */
  void abandon() {
    guard.destroyForcibly();
  }

  /** Sends {@code signal}, waits, and kills what is still there after {@code limit}. */
  void stop(String signal, Duration limit) {
    // The guard goes first: a pid that is free again must never be signalled.
    abandon();
    stop(server.toHandle(), signal, limit);
  }

  /**
   * Stops a server that an earlier run left behind.
   *
   * @param pidFile its first line is the pid
   * @param program how the path of its executable must end, for the pid may be anybody's by now
   */
  static void stopLeftover(Path pidFile, String program, String signal, Duration limit) {
    long pid = readPid(pidFile);
    if (pid > 0) {
      ProcessHandle.of(pid)
          .filter(found -> found.info().command().orElse("").endsWith(program))
          .ifPresent(found -> stop(found, signal, limit));
    }
  }

  private static long readPid(Path pidFile) {
    try (BufferedReader reader = Files.newBufferedReader(pidFile)) {
      String line = reader.readLine();
      return line != null && line.matches("\\d{1,10}") ? Long.parseLong(line) : 0;
    } catch (IOException noneOrUnreadable) {
      return 0;
    }
  }

  private static void stop(ProcessHandle process, String signal, Duration limit) {
    List<ProcessHandle> children = process.descendants().toList();
    if (process.isAlive()) {
      signal(process.pid(), signal);
    }
    if (!hasEnded(process, limit)) {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      hasEnded(process, limit);
    }
    children.forEach(child -> hasEnded(child, limit));
  }

  private static void signal(long pid, String signal) {
    try {
      String kill = "kill -s " + signal + " " + pid;
      Process shell = quiet(List.of("sh", "-c", kill)).start();
      shell.waitFor(SIGNAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean hasEnded(ProcessHandle process, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      if (!Pause.briefly()) {
        return false;
      }
    }
    return !process.isAlive();
  }

  private static ProcessBuilder quiet(List<String> command) {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static List<String> inOwnSession(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    List<String> all = new ArrayList<>(command.size() + 1);
    all.add(SETSID.toString());
    all.addAll(command);
    return all;
  }
}
