package io.ecart.local.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A main program of this class path in a JVM of its own. It ends when this JVM does, however that
 * happens: its input breaks.
 */
public final class Child implements AutoCloseable {
  private static final long STOP_SECONDS = 40;

  private final Process process;
  private final BufferedReader output;

  private Child(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a program.
   *
   * @param jvmOptions separated by blanks
   * @param log gets what it prints to its error stream
   */
  public static Child start(String jvmOptions, Path log, Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Arrays.stream(jvmOptions.split(" ")).filter(o -> !o.isEmpty()).forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    try {
      return new Child(new ProcessBuilder(command).redirectError(log.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line that begins so; what the program prints before is dropped. */
  public String awaitLine(String prefix) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.contains(prefix)) {
          return line;
        }
      }
      throw new IllegalStateException(
          "A program ended before it said " + prefix + ": " + process.info().commandLine());
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
}
