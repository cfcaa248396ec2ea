package io.ecart.testkit.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A real PostgreSQL on the loopback address; anybody on this machine may log in as {@code postgres}
 * without a password.
 *
 * <p>It stops with the JVM, even with one that is killed (see {@link ServerProcess}); should a
 * server be left over all the same, the next start on the same folder stops it first.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int STATUS_LINE = 7;
  private static final String DUPLICATE_DATABASE = "42P04";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final PostgresOptions options;
  private final DataFolder folder;
  private final Path data;
  private final Path log;
  private int port;
  private ServerProcess process;

  private PostgresServer(PostgresOptions options, DataFolder folder) {
    this.options = options;
    this.folder = folder;
    this.data = folder.resolve("data");
    this.log = folder.resolve("postgres.log");
    ServerProcess.stopLeftover(pidFile(), "postgres", "QUIT", STOP_LIMIT);
    createCluster();
    this.process = Ports.bind(options.port(), this::launchOn);
  }

  /**
   * Starts a server; returns when it takes connections.
   *
   * @throws IllegalStateException when it does not start; the message ends with the server's log
   */
  public static PostgresServer start(PostgresOptions options) {
    QuietLogs.apply();
    DataFolder folder = DataFolder.open(options.folder(), "postgres");
    try {
      return new PostgresServer(options, folder);
    } catch (RuntimeException e) {
      folder.release();
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** {@code postgresql://postgres@127.0.0.1:port/database}; the database need not exist. */
  public String uri(String database) {
    return "postgresql://postgres@127.0.0.1:" + port + "/" + database;
  }

  /** Creates a database unless it exists, and gives its URI. */
  public String createDatabase(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a database name: " + name);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:" + jdbc());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE \"" + name + "\"");
    } catch (SQLException e) {
      if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
        throw new IllegalStateException("Cannot create database " + name, e);
      }
    }
    return uri(name);
  }

  /** Whether the server process is there. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends the server at once, as a crash would: connections break, nothing is written any more. */
  public synchronized void kill() {
    process.stop("QUIT", STOP_LIMIT);
  }

  /** Ends the server in order: connections break, what was written is on disk. */
  public synchronized void stop() {
    process.stop("INT", STOP_LIMIT);
  }

  /** Starts the server again on the same port and data, after stopping it where it still runs. */
  public synchronized void restart() {
    stop();
    process = launch();
  }

  /** Stops the server and removes a temporary folder. */
  @Override
  public synchronized void close() {
    stop();
    folder.release();
  }

  Path folder() {
    return folder.path();
  }

  /** Leaves the server running and lets go of its folder, as a JVM that dies would. */
  void abandonForTest() {
    process.abandon();
    folder.release();
  }

  private String jdbc() {
    return "postgresql://127.0.0.1:" + port + "/postgres?user=postgres&loginTimeout=10";
  }

  private void createCluster() {
    if (Files.isDirectory(data)) {
      return;
    }
    // Renamed when complete, so that a start that was cut short is begun anew.
    Path fresh = folder.resolve("data.new");
    DataFolder.delete(fresh);
    List<String> command = PostgresBinaries.command("initdb");
    command.addAll(List.of("-D", fresh.toString(), "-U", "postgres", "-A", "trust", "--no-sync"));
    // The same order of text on every machine, with the letters of all alphabets known.
    command.addAll(List.of("-E", "UTF8", "--no-locale"));
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    ServerProcess.run(command, Map.of("LC_ALL", "C"), log, START_LIMIT);
    try {
      Files.move(fresh, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerProcess launchOn(int number) {
    port = number;
    return launch();
  }

  private ServerProcess launch() {
    // We hold the folder, so whatever the file says is stale; its pid may be anybody's by now.
    DataFolder.delete(pidFile());
    List<String> command = new ArrayList<>(PostgresBinaries.command("postgres"));
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    options.allSettings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    return ServerProcess.start(command, log, "QUIT", folder)
        .await("PostgreSQL", this::isReady, START_LIMIT, "QUIT");
  }

  /** The server writes its state into its pid file: {@code starting}, {@code ready}, and so on. */
  private boolean isReady() {
    try {
      List<String> lines = Files.readAllLines(pidFile());
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).startsWith("ready");
    } catch (IOException notThereYet) {
      return false;
    }
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }
}
