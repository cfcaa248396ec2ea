package io.ecart.local.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Drives wrk, a closed load: every connection sends its next request when it has an answer. */
final class Wrk {
  private static final String RESULT = "ECART ";
  private static final int TIMEOUT_SECONDS = 30;

  private final Path script;
  private final int clients;

  /**
   * @param script {@code requests.lua}
   * @param clients connections
   */
  Wrk(Path script, int clients) {
    this.script = script;
    this.clients = clients;
  }

  /** Runs for some seconds and gives what it measured. */
  Sample run(int port, Request.Batch batch, int seconds) {
    try {
      Path file = Files.createTempFile("ecart-requests-", ".txt");
      try {
        Files.writeString(file, batch.toFile());
        return measure(command(port, file, seconds));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(int port, Path file, int seconds) {
    String unique = Long.toString(System.nanoTime(), Character.MAX_RADIX);
    return List.of(
        "wrk",
        "-t1",
        "-c" + clients,
        "-d" + seconds + "s",
        "--timeout",
        TIMEOUT_SECONDS + "s",
        "-s",
        script.toString(),
        "http://127.0.0.1:" + port,
        "--",
        file.toString(),
        unique);
  }

  private static Sample measure(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output
        .lines()
        .filter(line -> line.startsWith(RESULT))
        .map(line -> Sample.of(new JsonObject(line.substring(RESULT.length()))))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("wrk measured nothing: " + output));
  }
}
