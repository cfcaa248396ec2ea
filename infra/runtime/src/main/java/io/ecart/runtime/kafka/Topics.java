package io.ecart.runtime.kafka;

import io.ecart.runtime.config.KafkaSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes sure that the topics of a service, and those of their dead letters, exist. */
public final class Topics {
  /**
   * What no event comes near: one that Kafka refused would stop all that follow it. Bodies of
   * requests are 1 MiB at most by default; an event may repeat parts of one, and escape them.
   */
  static final int MAX_RECORD_BYTES = 8 << 20;

  private static final int PARTITIONS = 6;

  private Topics() {}

  public static Future<Void> ensure(Vertx vertx, KafkaSettings settings, String... topics) {
    return ensure(vertx, settings, Map.of(), topics);
  }

  /** A topic that keeps the newest record of each key for good. */
  public static Future<Void> ensureCompacted(Vertx vertx, KafkaSettings settings, String topic) {
    return ensure(vertx, settings, Map.of("cleanup.policy", "compact"), topic);
  }

  private static Future<Void> ensure(
      Vertx vertx, KafkaSettings settings, Map<String, String> config, String... topics) {
    // Kafka's own client: the one of Vert.x cannot leave the replication to the broker.
    Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", settings.bootstrap(),
                "request.timeout.ms", "10000",
                "default.api.timeout.ms", "30000"));
    List<Future<Void>> created = new ArrayList<>();
    for (String topic : topics) {
      created.add(create(vertx, admin, topic(topic, PARTITIONS, config)));
      created.add(create(vertx, admin, topic(topic + ".dlq", 1, Map.of())));
    }
    return Future.all(created)
        .eventually(
            () ->
                vertx.executeBlocking(
                    () -> {
                      admin.close();
                      return null;
                    }))
        .mapEmpty();
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> config) {
    Map<String, String> all = new HashMap<>(config);
    all.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(all);
  }

  private static Future<Void> create(Vertx vertx, Admin admin, NewTopic topic) {
    CompletionStage<Void> created = admin.createTopics(List.of(topic)).all().toCompletionStage();
    return Future.fromCompletionStage(created, vertx.getOrCreateContext())
        .recover(
            e ->
                e instanceof TopicExistsException || e.getCause() instanceof TopicExistsException
                    ? Future.succeededFuture()
                    : Future.failedFuture(e));
  }
}
