package io.ecart.local.tools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The dead letters of a Kafka. A replayed one goes back to the end of its topic; consumers that
 * took it before know its id and let it pass. A whole topic that was replayed is emptied as far as
 * it was read; single letters stay where they are.
 */
final class DeadLetters {
  private static final String SUFFIX = ".dlq";
  private static final Duration POLL = Duration.ofSeconds(5);

  private final String bootstrap;

  DeadLetters(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** The dead-letter topics, sorted. */
  List<String> topics() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(properties())) {
      return admin.listTopics().names().get().stream()
          .filter(name -> name.endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  /** All that lie in a dead-letter topic now, the oldest of each partition first. */
  List<DeadLetter> in(String topic) {
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties(), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(record -> letters.add(new DeadLetter(record)));
      }
    }
    return letters;
  }

  /**
   * Sends letters back to where they came from, each record once, however many consumers have a
   * letter of it; ends when Kafka has them.
   *
   * @return how many records were sent
   */
  int replay(List<DeadLetter> letters) throws ExecutionException, InterruptedException {
    Properties properties = properties();
    properties.put("acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      Set<String> places = new HashSet<>();
      for (DeadLetter letter : letters) {
        if (places.add(letter.place())) {
          sent.add(producer.send(letter.again()));
        }
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
      return sent.size();
    }
  }

  /** Removes letters, and whatever lies before them in their partitions. */
  void removeUpTo(List<DeadLetter> letters) throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> behind = new HashMap<>();
    for (DeadLetter letter : letters) {
      TopicPartition partition =
          new TopicPartition(letter.record().topic(), letter.record().partition());
      behind.merge(partition, letter.record().offset() + 1, Math::max);
    }
    Map<TopicPartition, RecordsToDelete> deleted =
        behind.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> RecordsToDelete.beforeOffset(entry.getValue())));
    try (Admin admin = Admin.create(properties())) {
      admin.deleteRecords(deleted).all().get();
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("enable.auto.commit", "false");
    return properties;
  }
}
