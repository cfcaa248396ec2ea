package io.ecart.local.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many orders Postgres takes when each is a statement and a commit of its own (pgbench). */
final class OneStatement {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final int MIN_SECONDS = 5;

  private OneStatement() {}

  /**
   * Runs pgbench on the database of the ceilings.
   *
   * @param script where the statement is written to
   * @return {@code perSecond}, or {@code missing} with the reason
   */
  static JsonObject measure(Ceiling ceiling, LoadOptions options, Path script) {
    try {
      Files.writeString(script, BareTables.PGBENCH);
      Process process =
          new ProcessBuilder(command(ceiling.database(), options, script))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher rate = RATE.matcher(output);
      if (!rate.find()) {
        throw new IllegalStateException("pgbench measured nothing: " + output);
      }
      double perSecond = Double.parseDouble(rate.group(1));
      System.out.printf("One statement and commit per order (pgbench): %.0f per s%n", perSecond);
      return new JsonObject().put("perSecond", perSecond);
    } catch (IOException e) {
      System.out.println("pgbench is not installed (apt install postgresql-contrib): left out");
      return new JsonObject().put("missing", e.toString());
    }
  }

  private static List<String> command(String database, LoadOptions options, Path script) {
    URI uri = URI.create(database);
    int seconds = Math.max(MIN_SECONDS, options.number("seconds"));
    return List.of(
        "pgbench",
        "-n",
        "-M",
        "prepared",
        "-j",
        "1",
        "-c",
        options.text("clients"),
        "-T",
        Integer.toString(seconds),
        "-f",
        script.toString(),
        "-h",
        uri.getHost(),
        "-p",
        Integer.toString(uri.getPort()),
        "-U",
        "postgres",
        uri.getPath().substring(1));
  }
}
