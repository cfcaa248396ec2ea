package io.ecart.testkit.servers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link KafkaServer} is started.
 *
 * @param folder where the logs stay between starts; none: a temporary folder that goes with it
 * @param port the port that clients use; 0: a free one
 * @param settings broker settings on top of the defaults
 */
public record KafkaOptions(@Nullable Path folder, int port, Map<String, String> settings) {

  public KafkaOptions {
    settings = Map.copyOf(settings);
  }

  /** For tests: temporary, on a free port. */
  public static KafkaOptions throwAway() {
    return new KafkaOptions(null, 0, Map.of());
  }

  /** Keeps its data in {@code folder}. */
  public static KafkaOptions keptIn(Path folder) {
    return new KafkaOptions(folder, 0, Map.of());
  }

  public KafkaOptions withPort(int number) {
    return new KafkaOptions(folder, number, settings);
  }

  public KafkaOptions with(String setting, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(setting, value);
    return new KafkaOptions(folder, port, more);
  }

  /** All broker settings: one node that is broker and controller, few threads, small buffers. */
  Map<String, String> allSettings(Path logs, int brokerPort, int controllerPort) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(KafkaServer.NODE_ID));
    all.put("controller.quorum.voters", KafkaServer.NODE_ID + "@127.0.0.1:" + controllerPort);
    all.put("controller.listener.names", KafkaServer.CONTROLLER);
    String broker = "PLAINTEXT://127.0.0.1:" + brokerPort;
    all.put("listeners", broker + "," + KafkaServer.CONTROLLER + "://127.0.0.1:" + controllerPort);
    all.put("advertised.listeners", broker);
    all.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + KafkaServer.CONTROLLER + ":PLAINTEXT");
    all.put("log.dirs", logs.toString());
    all.put("auto.create.topics.enable", "false");
    putOneReplica(all);
    putFewThreads(all);
    putSmallBuffers(all);
    all.putAll(settings);
    return all;
  }

  private static void putOneReplica(Map<String, String> all) {
    all.put("default.replication.factor", "1");
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "2");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "2");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("share.coordinator.state.topic.num.partitions", "1");
    // Consumers of a test start at once instead of waiting three seconds for others to join.
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("group.min.session.timeout.ms", "1000");
  }

  private static void putFewThreads(Map<String, String> all) {
    all.put("num.network.threads", "2");
    all.put("num.io.threads", "3");
    all.put("background.threads", "2");
    all.put("num.recovery.threads.per.data.dir", "1");
    all.put("group.coordinator.threads", "1");
    all.put("share.coordinator.threads", "1");
    all.put("log.cleaner.threads", "1");
    all.put("num.replica.fetchers", "1");
  }

  private static void putSmallBuffers(Map<String, String> all) {
    all.put("log.segment.bytes", Integer.toString(64 << 20));
    all.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    all.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    all.put("log.cleaner.io.buffer.size", Integer.toString(128 << 10));
    all.put("offsets.load.buffer.size", Integer.toString(1 << 20));
    all.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
    // An idle broker writes a no-op twice a second by default.
    all.put("metadata.max.idle.interval.ms", "5000");
  }
}
