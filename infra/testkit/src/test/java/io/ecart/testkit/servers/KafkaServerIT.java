package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.EventRecorder;
import io.ecart.testkit.servers.KafkaServer.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

  @Test
  void createsTopicsOnceAndAsAsked() throws Exception {
    try (KafkaServer server = KafkaServer.start(KafkaOptions.throwAway())) {
      server.createTopics(List.of(Topic.of("orders", 3)));
      server.createTopics(List.of(Topic.of("orders", 9), Topic.compacted("products", 2)));
      try (Admin admin = admin(server)) {
        var found = admin.describeTopics(List.of("orders", "products")).allTopicNames().get();
        assertEquals(3, found.get("orders").partitions().size());
        assertEquals(2, found.get("products").partitions().size());
        ConfigResource products = new ConfigResource(ConfigResource.Type.TOPIC, "products");
        var config = admin.describeConfigs(List.of(products)).all().get().get(products);
        assertEquals("compact", config.get("cleanup.policy").value());
      }
    }
  }

  @Test
  void createsNoTopicByItself() throws Exception {
    try (KafkaServer server = KafkaServer.start(KafkaOptions.throwAway());
        KafkaProducer<String, String> producer = producer(server)) {
      var sent = producer.send(new ProducerRecord<>("unknown", "k", "v"));
      Exception e = assertThrows(ExecutionException.class, sent::get);
      assertTrue(e.getCause() instanceof TimeoutException, String.valueOf(e.getCause()));
    }
  }

  @Test
  void comesBackOnTheSamePortWithItsRecords() throws Exception {
    try (KafkaServer server = KafkaServer.start(KafkaOptions.throwAway())) {
      server.createTopics(List.of(Topic.of("orders", 1)));
      int port = server.port();
      try (KafkaProducer<String, String> producer = producer(server)) {
        send(producer, "before");
        server.stop();
        assertFalse(server.isRunning());
        assertFalse(Ports.isOpen(port));
        server.restart();
        assertEquals(port, server.port());
        send(producer, "after");
      }
      try (EventRecorder recorder = new EventRecorder(server.bootstrap(), List.of("orders"))) {
        var found = recorder.await("both records", 2, event -> true);
        assertEquals("{\"v\":\"before\"}", found.get(0).text());
        assertEquals("{\"v\":\"after\"}", found.get(1).text());
      }
    }
  }

  @Test
  void keepsItsDataBetweenStarts(@TempDir Path folder) throws Exception {
    KafkaOptions options = KafkaOptions.keptIn(folder);
    try (KafkaServer first = KafkaServer.start(options);
        KafkaProducer<String, String> producer = producer(first)) {
      first.createTopics(List.of(Topic.of("orders", 1)));
      send(producer, "kept");
    }
    try (KafkaServer second = KafkaServer.start(options);
        EventRecorder recorder = new EventRecorder(second.bootstrap(), List.of("orders"))) {
      assertEquals(1, recorder.await("the record", 1, event -> true).size());
    }
  }

  @Test
  void twoBrokersInOneJvmShareNothing() throws Exception {
    try (KafkaServer one = KafkaServer.start(KafkaOptions.throwAway());
        KafkaServer two = KafkaServer.start(KafkaOptions.throwAway());
        Admin admin = admin(two)) {
      assertNotEquals(one.port(), two.port());
      one.createTopics(List.of(Topic.of("orders", 1)));
      assertTrue(admin.listTopics().names().get().isEmpty());
    }
  }

  @Test
  void refusesAFolderThatIsInUse(@TempDir Path folder) {
    KafkaOptions options = KafkaOptions.keptIn(folder);
    try (KafkaServer first = KafkaServer.start(options)) {
      assertThrows(IllegalStateException.class, () -> KafkaServer.start(options));
      assertTrue(first.isRunning());
    }
  }

  @Test
  void refusesAPortThatIsTaken() {
    try (KafkaServer first = KafkaServer.start(KafkaOptions.throwAway())) {
      KafkaOptions same = KafkaOptions.throwAway().withPort(first.port());
      assertThrows(RuntimeException.class, () -> KafkaServer.start(same));
      assertTrue(Ports.isOpen(first.port()));
    }
  }

  private static void send(KafkaProducer<String, String> producer, String value) throws Exception {
    String json = "{\"v\":\"" + value + "\"}";
    producer.send(new ProducerRecord<>("orders", "k", json)).get(20, TimeUnit.SECONDS);
  }

  private static KafkaProducer<String, String> producer(KafkaServer server) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", server.bootstrap(), "max.block.ms", "3000");
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private static Admin admin(KafkaServer server) {
    return Admin.create(Map.of("bootstrap.servers", server.bootstrap()));
  }
}
