package io.ecart.local.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.Servers;
import io.ecart.testkit.servers.KafkaServer.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeadLettersIT {
  private static final String EVENT = "{\"id\":\"7\",\"type\":\"io.ecart.order.placed.v1\"}";

  private static DeadLetters letters;

  @BeforeAll
  static void open() {
    letters = new DeadLetters(Servers.kafka().bootstrap());
  }

  private static void send(String topic, String key, String value) throws Exception {
    send(topic, key, value, Map.of());
  }

  private static void send(String topic, String key, String value, Map<String, String> headers)
      throws Exception {
    Servers.kafka().createTopics(List.of(Topic.of(topic, 2), Topic.of(topic + ".dlq", 2)));
    Properties properties = new Properties();
    properties.put("bootstrap.servers", Servers.kafka().bootstrap());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      ProducerRecord<String, String> record = new ProducerRecord<>(topic + ".dlq", key, value);
      record.headers().add("dlq-topic", topic.getBytes(StandardCharsets.UTF_8));
      record.headers().add("dlq-error", "boom".getBytes(StandardCharsets.UTF_8));
      headers.forEach(
          (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
      producer.send(record).get();
    }
  }

  @Test
  void listsWhatCouldNotBeHandledAndWhy() throws Exception {
    send("listed", "order-1", EVENT);

    assertTrue(letters.topics().contains("listed.dlq"));
    DeadLetter letter = letters.in("listed.dlq").get(0);
    assertEquals("7", letter.id());
    assertEquals("listed", letter.origin());
    assertTrue(letter.line().contains("key=order-1"), letter::line);
    assertTrue(letter.line().endsWith("boom"), letter::line);
  }

  @Test
  void sendsLettersBackAndRemovesThem() throws Exception {
    send("replayed", "order-1", EVENT);
    send("replayed", "order-2", EVENT);

    List<DeadLetter> found = letters.in("replayed.dlq");
    letters.replay(found);
    letters.removeUpTo(found);

    assertEquals(List.of(), letters.in("replayed.dlq"));
    List<String> back =
        letters.in("replayed").stream().map(letter -> letter.record().key()).sorted().toList();
    assertEquals(List.of("order-1", "order-2"), back);
  }

  @Test
  void sendsARecordOnceThoughSeveralConsumersFailed() throws Exception {
    Map<String, String> place = Map.of("dlq-partition", "1", "dlq-offset", "7");
    Map<String, String> next = Map.of("dlq-partition", "1", "dlq-offset", "8");
    send("shared", "order-1", EVENT, place);
    send("shared", "order-1", EVENT, place);
    send("shared", "order-1", EVENT, next);

    assertEquals(2, letters.replay(letters.in("shared.dlq")));
    assertEquals(2, letters.in("shared").size());
  }

  @Test
  void aReplayedRecordKeepsItsHeaders() throws Exception {
    send("headed", "order-1", EVENT, Map.of("content-type", "application/cloudevents+json"));

    letters.replay(letters.in("headed.dlq"));
    List<String> names = new ArrayList<>();
    letters.in("headed").get(0).record().headers().forEach(header -> names.add(header.key()));
    assertEquals(List.of("content-type"), names);
  }

  @Test
  void showsWhatIsNoEvent() throws Exception {
    send("broken", "key", "not json");
    send("empty", "key", null, Map.of("dlq-error", "two\nlines\0"));

    assertEquals("", letters.in("broken.dlq").get(0).id());
    DeadLetter empty = letters.in("empty.dlq").get(0);
    assertEquals("", empty.id());
    assertTrue(empty.line().contains("two lines"), empty::line);
  }
}
