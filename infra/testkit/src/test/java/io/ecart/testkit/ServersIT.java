package io.ecart.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.servers.KafkaServer.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ServersIT {

  @Test
  void startsEachServerOnce() {
    assertSame(Servers.postgres(), Servers.postgres());
    assertSame(Servers.redis(), Servers.redis());
    assertSame(Servers.kafka(), Servers.kafka());
  }

  @Test
  void givesEveryCallerAPlaceOfItsOwn() {
    assertNotEquals(Servers.freshDatabase(), Servers.freshDatabase());
    assertNotEquals(Servers.redisUri(), Servers.redisUri());
    assertTrue(Servers.redisUri().startsWith(Servers.redis().uri() + "/"));
  }

  @Test
  void recordsEventsOfTopicsThatComeLater() throws Exception {
    String bootstrap = Servers.kafka().bootstrap();
    try (EventRecorder recorder = new EventRecorder(bootstrap, List.of("later.events"))) {
      Servers.kafka().createTopics(List.of(Topic.of("later.events", 2)));
      send(
          new ProducerRecord<>("later.events", "a", "{\"type\":\"t.v1\",\"data\":{\"n\":1}}"),
          new ProducerRecord<>("later.events", "b", "{\"type\":\"t.v1\",\"id\":\"7\"}"),
          new ProducerRecord<>("later.events", "b", null),
          new ProducerRecord<>("later.events", "c", "no json"));
      assertEquals(2, recorder.awaitType("t.v1", 2).size());
      assertEquals(1, recorder.awaitType("t.v1", "a").data().getInteger("n"));
      assertEquals("7", recorder.awaitType("t.v1", "b").id());
      recorder.await("all four", 4, event -> true);
      assertEquals(2, recorder.byKey("b").size());
      assertEquals("", recorder.byKey("c").get(0).type());
      assertEquals(2, recorder.byType("t.v1").size());
    }
  }

  @SafeVarargs
  private static void send(ProducerRecord<String, String>... records) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", Servers.kafka().bootstrap());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (ProducerRecord<String, String> each : records) {
        producer.send(each).get(20, TimeUnit.SECONDS);
      }
    }
  }
}
