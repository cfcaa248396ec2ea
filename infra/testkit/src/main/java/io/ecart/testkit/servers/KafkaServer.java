package io.ecart.testkit.servers;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
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

  private final KafkaOptions options;
  private final DataFolder folder;
  private final Path logs;
  private int port;
  private @Nullable KafkaRaftServer server;

  private KafkaServer(KafkaOptions options, DataFolder folder) {
    this.options = options;
    this.folder = folder;
    this.logs = folder.resolve("logs");
    format();
    this.server = Ports.bind(options.port(), this::launchOn);
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
    TopicCreation.run(bootstrap(), topics.stream().map(Topic::toNewTopic).toList());
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
    server = launch();
  }

  /** Stops the broker and removes a temporary folder. */
  @Override
  public synchronized void close() {
    stop();
    folder.release();
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

  private KafkaRaftServer launchOn(int number) {
    port = number;
    return launch();
  }

  private KafkaRaftServer launch() {
    if (Ports.isOpen(port)) {
      // Kafka itself would notice too, but late and with a thousand lines in the log.
      throw new PortTakenException("Port " + port + " is already in use");
    }
    return Ports.bind(0, this::launchWithController);
  }

  private KafkaRaftServer launchWithController(int controllerPort) {
    Properties properties = new Properties();
    properties.putAll(options.allSettings(logs, port, controllerPort));
    KafkaRaftServer fresh =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    try {
      fresh.startup();
      return fresh;
    } catch (RuntimeException e) {
      fresh.shutdown();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new PortTakenException("Port " + port + " or " + controllerPort + " is taken");
        }
      }
      throw e;
    }
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
