package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Await;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the JVM that started servers is killed. */
class OrphanIT {

  @Test
  void serversAndTemporaryFoldersGoWithAKilledJvm(@TempDir Path temporary) throws Exception {
    List<String> command = java(temporary, Main.class.getName());
    Process jvm = new ProcessBuilder(command).redirectError(log(temporary)).start();
    int postgres;
    int redis;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      postgres = port(out);
      redis = port(out);
      assertTrue(Ports.isOpen(postgres));
      assertTrue(Ports.isOpen(redis));
    } finally {
      jvm.destroyForcibly();
    }
    assertTrue(jvm.waitFor(10, TimeUnit.SECONDS));
    Await.until("the end of PostgreSQL", () -> !Ports.isOpen(postgres));
    Await.until("the end of Redis", () -> !Ports.isOpen(redis));
    Await.until("no folder left in " + temporary, () -> isFreeOfServers(temporary));
  }

  @Test
  void serversGoWithAJvmThatForgotToCloseThem(@TempDir Path temporary) throws Exception {
    List<String> command = java(temporary, Main.class.getName(), "and-exit");
    Process jvm = new ProcessBuilder(command).redirectError(log(temporary)).start();
    String out = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(jvm.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, jvm.exitValue());
    int postgres = Integer.parseInt(out.lines().findFirst().orElseThrow());
    Await.until("the end of PostgreSQL", () -> !Ports.isOpen(postgres));
    Await.until("no folder left in " + temporary, () -> isFreeOfServers(temporary));
  }

  @Test
  void theNextStartStopsALeftoverAndKeepsItsRows(@TempDir Path folder) throws Exception {
    PostgresServer server = PostgresServer.start(PostgresOptions.keptIn(folder));
    server.createDatabase("kept");
    server.abandonForTest();
    assertTrue(Ports.isOpen(server.port()));
    PostgresOptions samePort = PostgresOptions.keptIn(folder).withPort(server.port());
    try (PostgresServer next = PostgresServer.start(samePort)) {
      assertEquals(server.port(), next.port());
      assertEquals(next.uri("kept"), next.createDatabase("kept"));
    }
  }

  @Test
  void aStalePidFileDoesNotPreventTheStart(@TempDir Path folder) throws Exception {
    PostgresOptions options = PostgresOptions.keptIn(folder);
    PostgresServer.start(options).close();
    // The pid of this very JVM: alive, and no PostgreSQL.
    String stale = ProcessHandle.current().pid() + "\n/elsewhere\n1\n5432\n\n\n\nready\n";
    Files.writeString(folder.resolve("data").resolve("postmaster.pid"), stale);
    try (PostgresServer next = PostgresServer.start(options)) {
      assertTrue(next.isRunning());
    }
  }

  private static List<String> java(Path temporary, String... arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String[] front = {
      java.toString(),
      "-Djava.io.tmpdir=" + temporary,
      "-cp",
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
    };
    return Stream.concat(Arrays.stream(front), Arrays.stream(arguments)).toList();
  }

  private static File log(Path temporary) {
    return temporary.resolve("stderr.log").toFile();
  }

  private static int port(BufferedReader out) throws IOException {
    String line = out.readLine();
    assertTrue(line != null, "the JVM ended early");
    return Integer.parseInt(line);
  }

  private static boolean isFreeOfServers(Path temporary) {
    String[] left = temporary.toFile().list((dir, name) -> name.startsWith("ecart-"));
    return left != null && left.length == 0;
  }

  /** Starts two servers, prints their ports, and either waits to be killed or ends. */
  static final class Main {
    public static void main(String[] args) throws InterruptedException {
      PostgresServer postgres = PostgresServer.start(PostgresOptions.throwAway());
      RedisServer redis = RedisServer.start(RedisOptions.throwAway());
      System.out.println(postgres.port());
      System.out.println(redis.port());
      if (args.length == 0) {
        Thread.sleep(60_000);
      }
      System.err.println("ends with " + postgres.port() + " and " + redis.port());
    }
  }
}
