package io.ecart.testkit.servers;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker inside this JVM, its own controller (KRaft), on the loopback address. It logs
 * warnings only, unless the logging configuration says otherwise.
 */
public final class KafkaServer implements AutoCloseable {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final int PORT_TRIES = 5;
  private static final int ADMIN_LIMIT_SECONDS = 30;

  private final KafkaOptions options;
  private final DataFolder folder;
  private final Path logs;
  private int port;
  private @Nullable KafkaRaftServer server;

  private KafkaServer(KafkaOptions options, DataFolder folder) {
    this.options = options;
    this.folder = folder;
    this.logs = folder.resolve("logs");
    this.port = options.port();
    format();
    launchOnSomePort();
  }

  /** Starts a broker; returns when it takes requests. */
  public static KafkaServer start(KafkaOptions options) {
    QuietLogs.apply();
    surviveFaults();
    DataFolder folder = DataFolder.open(options.folder(), "kafka");
    try {
      return new KafkaServer(options, folder);
    } catch (RuntimeException e) {
      folder.release();
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** What clients take as {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  public synchronized boolean isRunning() {
    return server != null;
  }

  /** Creates topics of one replica that do not exist yet; those that do stay as they are. */
  public void createTopics(List<Topic> topics) {
    List<NewTopic> wanted = topics.stream().map(Topic::toNewTopic).toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
        awaitCreated(created);
      }
    }
  }

  /** Stops the broker in order; clients lose their connections. */
  public synchronized void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /** Starts the broker again on the same port and data, after stopping it where it still runs. */
  public synchronized void restart() {
    stop();
    launch();
  }

  /** Stops the broker and removes a temporary folder. */
  @Override
  public synchronized void close() {
    stop();
    folder.release();
  }

  private static void awaitCreated(KafkaFuture<Void> created) {
    try {
      created.get(ADMIN_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("Cannot create a topic", e.getCause());
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka did not create a topic in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void format() {
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(logs);
      new Formatter()
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(CONTROLLER)
          .setDirectories(List.of(logs.toString()))
          .setMetadataLogDirectory(logs.toString())
          .setIgnoreFormatted(true)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot prepare " + logs + " for Kafka", e);
    }
  }

  private void launchOnSomePort() {
    for (int attempt = 1; ; attempt++) {
      if (options.port() == 0) {
        port = Ports.free();
      }
      try {
        launch();
        return;
      } catch (RuntimeException e) {
        if (options.port() != 0 || attempt == PORT_TRIES) {
          throw e;
        }
      }
    }
  }

  private void launch() {
    if (Ports.isOpen(port)) {
      // Kafka itself would notice too, but late and with a thousand lines in the log.
      throw new IllegalStateException("Port " + port + " is already in use");
    }
    Properties properties = new Properties();
    properties.putAll(options.allSettings(logs, port, Ports.free()));
    KafkaRaftServer fresh =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    try {
      fresh.startup();
    } catch (RuntimeException e) {
      fresh.shutdown();
      throw e;
    }
    server = fresh;
  }

  /** A fatal fault of the broker must not end the JVM that it is a guest in. */
  private static void surviveFaults() {
    Exit.Procedure refuse =
        (status, message) -> {
          throw new IllegalStateException("Kafka failed, status " + status + ": " + message);
        };
    Exit.setExitProcedure(refuse);
    Exit.setHaltProcedure(refuse);
  }

  /**
   * A topic to create.
   *
   * @param name its name
   * @param partitions how many
   * @param config its settings, such as {@code cleanup.policy}
   */
  public record Topic(String name, int partitions, Map<String, String> config) {

    public Topic {
      config = Map.copyOf(config);
    }

    /** A topic that keeps its records for the broker's retention time. */
    public static Topic of(String name, int partitions) {
      return new Topic(name, partitions, Map.of());
    }

    /** A topic that keeps the newest record of every key. */
    public static Topic compacted(String name, int partitions) {
      return new Topic(name, partitions, Map.of("cleanup.policy", "compact"));
    }

    private NewTopic toNewTopic() {
      return new NewTopic(name, partitions, (short) 1).configs(config);
    }
  }
}
