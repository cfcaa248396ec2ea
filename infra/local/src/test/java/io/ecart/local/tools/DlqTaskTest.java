package io.ecart.local.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DlqTaskTest {
  private static DlqTask task(String line) {
    return DlqTask.of(Arguments.of(List.of(line.split(" ")), List.of("--id")));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          list,                                list,   '',               ''
          list order.events,                   list,   order.events.dlq, ''
          show order.events.dlq,               show,   order.events.dlq, ''
          replay --id e-7 order.events,        replay, order.events.dlq, e-7
          """)
  void saysWhatIsToBeDoneWithWhat(String line, String command, String topic, String id) {
    assertEquals(new DlqTask(command, topic, id), task(line));
  }

  /** Without a look at Kafka: whoever gave too little is told so even where no system runs. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          replay,           Which topic is to be replayed?
          show --id e-7,    Which topic is to be shown?
          repaly orders,    Unknown command repaly
          --id e-7,         What is to be done?
          show one two,     'One topic at a time, not also two'
          """)
  void whatIsMissingIsSaidFirst(String line, String complaint) {
    assertEquals(
        complaint, assertThrows(IllegalArgumentException.class, () -> task(line)).getMessage());
  }

  @Test
  void lettersAreMeantByTheirIdOrAllOfThem() {
    DeadLetter letter =
        new DeadLetter(new ConsumerRecord<>("orders.dlq", 0, 0, "key", "{\"id\":\"e-7\"}"));

    assertTrue(task("show orders").isAbout(letter));
    assertTrue(task("show orders --id e-7").isAbout(letter));
    assertFalse(task("show orders --id e-8").isAbout(letter));
  }
}
