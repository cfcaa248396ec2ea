package io.ecart.runtime.kafka;

import io.ecart.runtime.config.KafkaSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.admin.NewTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes sure that the topics of a service, and those of their dead letters, exist. */
public final class Topics {
  private static final int PARTITIONS = 6;
  private static final short BROKER_DEFAULT = -1;

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
    KafkaAdminClient admin =
        KafkaAdminClient.create(
            vertx,
            Map.of(
                "bootstrap.servers", settings.bootstrap(),
                "request.timeout.ms", "10000",
                "default.api.timeout.ms", "30000"));
    List<Future<Void>> created = new ArrayList<>();
    for (String topic : topics) {
      created.add(create(admin, new NewTopic(topic, PARTITIONS, BROKER_DEFAULT).setConfig(config)));
      created.add(create(admin, new NewTopic(topic + ".dlq", 1, BROKER_DEFAULT).setConfig(Map.of())));
    }
    return Future.all(created).eventually(admin::close).mapEmpty();
  }

  private static Future<Void> create(KafkaAdminClient admin, NewTopic topic) {
    return admin
        .createTopics(List.of(topic))
        .recover(
            e ->
                e instanceof TopicExistsException
                    ? Future.succeededFuture()
                    : Future.failedFuture(e));
  }
}
