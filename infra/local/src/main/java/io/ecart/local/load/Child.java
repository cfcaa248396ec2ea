package io.ecart.local.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A main program of this class path in a JVM of its own. It ends when this JVM does, however that
 * happens: its input breaks.
 */
public final class Child implements AutoCloseable {
  private static final long STOP_SECONDS = 40;
  private static final long START_SECONDS = 240;
  private static final long LOOK_MS = 100;

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program.
   *
   * @param jvmOptions separated by blanks
   * @param environment on top of ours
   * @param log gets what it prints
   * @param main the name of its main class
   */
  public static Child start(
      String jvmOptions, Map<String, String> environment, Path log, String main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Arrays.stream(jvmOptions.split(" ")).filter(o -> !o.isEmpty()).forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ChildMain.class.getName(), main));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line with these words in it, and gives that line. */
  public String awaitLine(String words) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    Optional<String> line = line(words);
    while (line.isEmpty()) {
      if (!isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("A program did not say \"" + words + "\", see " + log);
      }
      pause(LOOK_MS);
      line = line(words);
    }
    return line.get();
  }

  private Optional<String> line(String words) {
    try {
      return Files.readAllLines(log).stream().filter(line -> line.contains(words)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the program as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Ends the program in order. */
  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Holds this thread for a while; it is never one that events run on. */
  public static void pause(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
