package io.ecart.testkit.servers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics and waits until they are there. */
final class TopicCreation {
  private static final int LIMIT_SECONDS = 30;

  private TopicCreation() {}

  static void run(String bootstrap, List<NewTopic> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
        await(created);
      }
    }
  }

  private static void await(KafkaFuture<Void> created) {
    try {
      created.get(LIMIT_SECONDS, TimeUnit.SECONDS);
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
}
