package io.ecart.analytics.kafka;

import io.ecart.runtime.kafka.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The time of the newest event of a batch. */
final class Newest {

  private Newest() {}

  static Instant of(List<Event> events) {
    return events.stream().map(Event::time).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
  }
}
