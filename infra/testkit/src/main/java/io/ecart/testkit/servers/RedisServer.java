package io.ecart.testkit.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis on the loopback address, without a password. It stops with the JVM, even with one
 * that is killed (see {@link ServerProcess}).
 */
public final class RedisServer implements AutoCloseable {
  /** How many databases the server has; tests take one each. */
  public static final int DATABASES = 1024;

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int PING_TIMEOUT_MS = 1_000;

  private final RedisOptions options;
  private final DataFolder folder;
  private final Path log;
  private final Path pidFile;
  private int port;
  private ServerProcess process;

  private RedisServer(RedisOptions options, DataFolder folder) {
    this.options = options;
    this.folder = folder;
    this.log = folder.resolve("redis.log");
    this.pidFile = folder.resolve("redis.pid");
    ServerProcess.stopLeftover(pidFile, "redis-server", "TERM", STOP_LIMIT);
    this.process = Ports.bind(0, this::launchOn);
  }

  /**
   * Starts a server; returns when it answers.
   *
   * @throws IllegalStateException when it does not start; the message ends with the server's log
   */
  public static RedisServer start(RedisOptions options) {
    DataFolder folder = DataFolder.open(options.folder(), "redis");
    try {
      return new RedisServer(options, folder);
    } catch (RuntimeException e) {
      folder.release();
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** {@code redis://127.0.0.1:port}, which is database 0. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** {@code redis://127.0.0.1:port/database}. */
  public String uri(int database) {
    return uri() + "/" + database;
  }

  /** Whether the server process is there. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends the server as a crash would. */
  public synchronized void kill() {
    process.stop("KILL", STOP_LIMIT);
  }

  /** Ends the server in order. */
  public synchronized void stop() {
    process.stop("TERM", STOP_LIMIT);
  }

  /** Starts the server again on the same port: with its data when it has a folder, else empty. */
  public synchronized void restart() {
    stop();
    process = launch();
  }

  /** Stops the server and removes what it need not keep. */
  @Override
  public synchronized void close() {
    stop();
    folder.release();
  }

  private ServerProcess launchOn(int number) {
    port = number;
    return launch();
  }

  private ServerProcess launch() {
    return ServerProcess.start(command(), log, "TERM", folder)
        .await("Redis", this::answers, START_LIMIT, "KILL");
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(executable().toString());
    command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--dir", folder.path().toString(), "--pidfile", pidFile.toString()));
    command.addAll(List.of("--save", "", "--appendfsync", "everysec"));
    command.addAll(List.of("--appendonly", folder.isTemporary() ? "no" : "yes"));
    command.addAll(List.of("--maxmemory", options.maxMemoryMb() + "mb"));
    command.addAll(List.of("--maxmemory-policy", "noeviction"));
    command.addAll(List.of("--databases", Integer.toString(DATABASES), "--loglevel", "warning"));
    return command;
  }

  /** Only {@code +PONG} counts: while it reads its file, the server accepts but refuses. */
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PING_TIMEOUT_MS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PING_TIMEOUT_MS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  private static Path executable() {
    Path folder =
        Binaries.folder(
            "redis-6.2-" + System.getProperty("os.arch"),
            target -> {
              Path unpacked =
                  ExecutableProvider.newJarResourceProvider(target.toFile()).get().toPath();
              Files.move(unpacked, target.resolve("redis-server"));
            });
    return folder.resolve("redis-server");
  }
}
