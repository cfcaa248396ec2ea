package io.ecart.local.tools;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The events of a running system that were written but not yet taken: in the outboxes, as the
 * services' metrics tell, and in Kafka, as the offsets of the consumer groups tell.
 */
public final class Backlog implements AutoCloseable {
  /** A group that one instance has for itself goes with it, and so does not count. */
  private static final String OF_ONE_INSTANCE = ".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final RunningSystem system;
  private final Admin admin;
  private final HttpClient http = HttpClient.newHttpClient();

  public Backlog(RunningSystem system) {
    this.system = system;
    Properties properties = new Properties();
    properties.put("bootstrap.servers", system.kafka());
    this.admin = Admin.create(properties);
  }

  /** Events not yet in Kafka, over all services. */
  public long unpublished() {
    return system.services().stream()
        .mapToLong(service -> Math.round(metric(service, "outbox_lag")))
        .sum();
  }

  /** Events that each consumer group has before it; groups that never took one are left out. */
  public Map<String, Long> unread() {
    try {
      Map<String, Map<TopicPartition, OffsetAndMetadata>> done = committed();
      Map<TopicPartition, Long> ends = ends(done.values());
      return done.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, group -> lag(group.getValue(), ends)));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell its offsets", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Records in the dead-letter topics. */
  public long deadLetters() {
    try {
      List<String> topics =
          admin.listTopics().names().get().stream().filter(name -> name.endsWith(".dlq")).toList();
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    partitions.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      long ends = sum(partitions);
      partitions.replaceAll((partition, latest) -> OffsetSpec.earliest());
      return ends - sum(partitions);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell its offsets", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private long sum(Map<TopicPartition, OffsetSpec> partitions)
      throws ExecutionException, InterruptedException {
    return admin.listOffsets(partitions).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  /** All that is written and not yet taken. */
  public long total() {
    return unpublished() + unread().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The sum of a metric's values over its tags; 0 when there is none. */
  public double metric(String service, String name) {
    URI uri = URI.create("http://127.0.0.1:" + system.management(service) + "/metrics");
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new IllegalStateException("No metrics at " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed()
      throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups().all().get().stream()
            .map(GroupListing::groupId)
            .filter(group -> !group.matches(OF_ONE_INSTANCE))
            .toList();
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
    for (String group : groups) {
      var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      offsets.values().removeIf(Objects::isNull);
      if (!offsets.isEmpty()) {
        committed.put(group, offsets);
      }
    }
    return committed;
  }

  private Map<TopicPartition, Long> ends(
      Collection<Map<TopicPartition, OffsetAndMetadata>> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    committed.forEach(offsets -> offsets.keySet().forEach(p -> asked.put(p, OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(asked).all().get().forEach((p, end) -> ends.put(p, end.offset()));
    return ends;
  }

  private static long lag(
      Map<TopicPartition, OffsetAndMetadata> done, Map<TopicPartition, Long> ends) {
    return done.entrySet().stream()
        .mapToLong(at -> Math.max(0, ends.getOrDefault(at.getKey(), 0L) - at.getValue().offset()))
        .sum();
  }

  /** What is waiting, for a report. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("outboxes", unpublished());
    unread().forEach(json::put);
    return json;
  }

  @Override
  public void close() {
    admin.close();
  }
}
